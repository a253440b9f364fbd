export { recognisePaste } from '../credentials/pasted-credential.ts';
