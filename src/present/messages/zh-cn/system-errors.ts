import type { Messages } from '../en.ts';
import { inChinese } from './config-expectations.ts';

const meanings: Readonly<Record<string, string>> = {
  EACCES: '没有权限',
  EBUSY: '正在使用或为单独挂载',
  EDQUOT: '磁盘配额已满',
  EEXIST: '该位置已有其他内容',
  EFBIG: '过大',
  EINVAL: '不是文件',
  EIO: '磁盘故障',
  EMFILE: '打开的文件过多',
  ENFILE: '打开的文件过多',
  ENOMEM: '内存不足',
  EISDIR: '该位置是文件夹',
  ELOOP: '该位置是链接',
  ENAMETOOLONG: '路径过长',
  ENOSPC: '磁盘已满',
  ENOTDIR: '文件夹的位置上是文件',
  EPERM: '不允许该操作',
  EROFS: '文件系统只读',
};

export const systemErrors: Messages['systemErrors'] = {
  reason: (why) => {
    const meaning = meanings[why];
    return meaning === undefined ? inChinese(why) : `${why}：${meaning}`;
  },
  refused: (path, reason) =>
    path === undefined ? `系统拒绝了操作（${reason}）。` : `无法使用 ${path}（${reason}）。`,
};
