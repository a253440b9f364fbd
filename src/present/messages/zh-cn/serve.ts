import type { Messages } from '../en.ts';

export const serve: Messages['serve'] = {
  running: ({ address, version }) => `KimiBar ${version} 正在运行：${address}（按 Ctrl-C 停止）`,
  alreadyRunning: ({ address, version }) => `KimiBar ${version} 已在 ${address} 运行`,
  notOpened: (address) => `无法打开浏览器。页面地址：${address}`,
  blankToken: '令牌为空白。请设置一个不易猜到的令牌，或不设置。',
  unsendableToken: '令牌含有空格或 HTTP 请求头不允许的字符。请只用英文字母、数字和符号。',
  shortToken:
    '令牌太短，容易被猜到。请使用至少 16 个字符，例如用这条命令生成：openssl rand -base64 24',
  unusableHost: (host) => `无法在“${host}”提供服务。请使用主机名，或不带区域标识的 IP 地址。`,
  tokenNeeded: (host) =>
    `其他电脑可以访问 ${host}：请先用 KIMIBAR_TOKEN、配置文件中的 server.token 或 --token 设置令牌。`,
  bindProblem: {
    taken: ({ place }) => `${place} 已被其他程序占用。请换一个端口：kimibar serve --port 8738`,
    forbidden: ({ place, code }) =>
      `系统不允许 KimiBar 监听 ${place}（${code}）。请使用大于 1023 的端口。`,
    'no-such-address': ({ place, code }) => `本机没有 ${place} 对应的地址（${code}）。`,
  },
  service: {
    notWritten: ({ path, why }) => `无法写入 ${path}（${why}），服务未安装。`,
    notRemoved: ({ path, why }) => `无法删除 ${path}（${why}）。`,
    masked: (command) => `服务已被屏蔽（masked），因此未安装。如需启用，请运行：${command}`,
    wrote: (path) => `已写入 ${path}`,
    unchanged: (path) => `无需更改：${path}`,
    removed: (path) => `已删除 ${path}`,
    notInstalled: '尚未安装服务。',
    wouldWrite: (path) => `将写入 ${path}：`,
    wouldRemove: (path) => `将删除 ${path}`,
    wouldRun: (command) => `将运行：${command}`,
    ran: (command) => `已运行：${command}`,
    failed: (command) => `执行失败：${command}`,
    done: (address) => `KimiBar 将在登录时自动启动。页面地址：${address}`,
    environment:
      '服务读取配置文件，不会继承当前终端中设置密钥或代理的环境变量（如 KIMI_CODE_API_KEY）。',
  },
};
