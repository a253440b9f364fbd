export { recognisePaste } from '../credentials/pasted/pasted-credential.ts';
