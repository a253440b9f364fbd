export { recognisePaste, type PasteRefusal } from '../credentials/pasted-credential.ts';
