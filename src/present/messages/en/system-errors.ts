const meanings: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EBUSY: 'in use, or mounted separately',
  EDQUOT: 'disk quota exceeded',
  EEXIST: 'something else is there',
  EFBIG: 'too large',
  EINVAL: 'not a file',
  EIO: 'the disk failed',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  ENOMEM: 'not enough memory',
  EISDIR: 'a folder is in its place',
  ELOOP: 'a link is in its place',
  ENAMETOOLONG: 'the path is too long',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is in the place of a folder',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
};

/** Texts of the system's errors, by code. */
export const systemErrors = {
  /** A code with its meaning, or a reason in words as it is. */
  reason: (why: string) => {
    const meaning = meanings[why];
    return meaning === undefined ? why : `${why}: ${meaning}`;
  },
  /** `path` is undefined if the system names none. */
  refused: (path: string | undefined, reason: string) =>
    path === undefined ? `The system refused (${reason}).` : `Can't use ${path} (${reason}).`,
};
