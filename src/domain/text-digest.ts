import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * 16 hex digits that change with the text; what it says can't be told from them. No file (undefined) and an empty one are two
 * things. Not by Node's own crypto, which takes longer to load than everything else a kept reading needs.
 */
export function textDigest(text: string | undefined): string {
  return text === undefined ? 'none' : bytesToHex(sha256(utf8ToBytes(text))).slice(0, 16);
}
