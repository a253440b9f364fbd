import type { Messages } from '../en.ts';

export const installation: Messages['installation'] = {
  npx: '当前通过 npx 运行 KimiBar，其目录是临时的。请先安装：npm install --global kimibar',
  managed: (manager) =>
    `当前的 Node 或 KimiBar 位于 ${manager} 的目录中。如果 ${manager} 删除该版本，请重新运行此命令。`,
  controlCharacter: (value) => `换行符和控制字符不能写入配置文件：${value}`,
};
