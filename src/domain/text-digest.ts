import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * 16 hex digits that change with the text and do not reveal it. A missing file (undefined) and an
 * empty one differ. Node's own crypto takes longer to load than everything else a status line
 * needs.
 */
export function textDigest(text: string | undefined): string {
  return text === undefined ? 'none' : bytesToHex(sha256(utf8ToBytes(text))).slice(0, 16);
}
