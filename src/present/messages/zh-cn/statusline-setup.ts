import type { Messages } from '../en.ts';

export const statuslineSetup: Messages['statuslineSetup'] = {
  installed: ({ tool, file }) => `已添加到 ${tool}：${file}`,
  backup: (file) => `备份：${file}`,
  alreadyThere: ({ tool, file }) => `${tool} 中已有状态栏：${file}`,
  wouldChange: (file) => `将对 ${file} 做如下修改：`,
  removed: ({ tool, file }) => `已从 ${tool} 移除：${file}`,
  restored: (file) => `已将 ${file} 恢复原样`,
  notThere: (tool) => `${tool} 中没有 KimiBar 状态栏，未做修改。`,
  ownCommand: ({ tool, file, command }) =>
    `${tool} 在 ${file} 中已有其他状态栏命令（${command}），未做修改。如需替换，请加 --force`,
  broken: ({ file, why }) => `${file} 不是有效的 ${why}，未做修改。请先修正，或手动加入：`,
  inTheWay: (file) => `${file} 中已有 KimiBar 无法替换的同名设置，未做修改。请手动改为：`,
  removeFromBroken: ({ file, why }) =>
    `${file} 不是有效的 ${why}，未做修改。请修正后重试，或手动移除 KimiBar 的部分。`,
  removeFromReadOnly: (file) =>
    `${file} 为只读，未做修改。如由其他工具管理，请在那里移除 KimiBar 的部分。`,
  removeByHand: (file) => `KimiBar 无法编辑 ${file}，未做修改。请手动移除 KimiBar 的部分。`,
  notText: (file) => `${file} 不是 UTF-8 文本，未做修改。请手动加入：`,
  readOnly: (file) => `${file} 为只读，未做修改。如由其他工具管理，请在那里加入：`,
  unwritable: ({ file, why }) => `无法写入 ${file}（${why}），未做修改。请手动加入：`,
  notWritten: ({ file, why }) => `无法写入 ${file}（${why}），未做修改。`,
  keepsChanging: '其他程序一直在修改配置文件，未做修改。请重试。',
  byHand: ({ tool, file }) => `请手动加入 ${tool} 的配置，通常是 ${file}：`,
  noConfig: ({ tool, file }) =>
    `还没有 ${tool} 的配置文件（${file}）；只写这一段会使其默认配置失效。请先创建该文件，再加入：`,
  noFolder:
    '未找到 SwiftBar 的插件目录。请用 --folder 指定，或将以下内容存为该目录下的 kimibar.1m.sh 并设为可执行：',
  unknownFields: ({ fields, known }) => `--format 中有未知字段：${fields}。可用：${known}`,
  next: {
    'kimi-code': '重启 Kimi Code 后显示。',
    'claude-code': '重启 Claude Code 后显示。',
    tmux: '立即生效：tmux source-file FILE，FILE 即上面的文件。',
    starship: '下一个提示符即会显示。如自定义了 format，请在其中加入 ${custom.kimibar}。',
    zsh: '在新的终端中即会显示。',
    waybar:
      '重启 waybar 后显示。颜色可在 style.css 中用 #custom-kimibar.nearly-out、.out、.stale 设置。',
    i3blocks: '立即生效：i3-msg restart',
    polybar: '重启 polybar 后显示。',
    swiftbar: '在 SwiftBar 中刷新所有插件后显示。',
  },
};
