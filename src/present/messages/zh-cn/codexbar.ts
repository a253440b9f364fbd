import type { Messages } from '../en.ts';

export const codexbar: Messages['codexbar'] = {
  installed: (path) => `已写入 ${path}。运行 codexbar 的程序现在会使用 KimiBar。`,
  upToDate: (path) => `已安装：${path}`,
  removed: (path) => `已删除 ${path}`,
  notInstalled: (path) => `未安装：${path} 不存在`,
  foreign: (path) => `${path} 不是 KimiBar 写入的文件，因此保持不变。请用 --dir 选择其他文件夹。`,
  unwritable: ({ path, why }) => `无法更改 ${path}（${why}）。`,
  notOnPath: (folder) => `${folder} 不在 PATH 中。请将其加入 PATH，或在小组件中填写完整路径。`,
  hiddenBy: (path) => `PATH 中排在前面的是另一个 codexbar：${path}`,
  noSessions: '没有智能体会话。',
};
