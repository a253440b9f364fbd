export { recognisePastedToken } from '../credentials/pasted/pasted-token.ts';
