export { recognisePastedToken } from '../credentials/pasted-token.ts';
