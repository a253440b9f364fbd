import type { Messages } from '../en.ts';

export const upgrade: Messages['upgrade'] = {
  notice: (version) =>
    `KimiBar ${version} 已发布：kimibar upgrade（不再提示：kimibar config set updates.notice false）`,
  upgraded: ({ from, to }) =>
    `KimiBar ${from} 已更新为 ${to}。如果 kimibar serve 或 kimibar tray 正在运行，请重启它们。`,
  current: ({ from }) => `KimiBar ${from} 已是最新版本。`,
  newer: ({ from, to }) => `KimiBar ${to} 已发布，当前为 ${from}。`,
  older: ({ from, to }) => `最新发布版 ${to} 比当前的 KimiBar ${from} 更旧，未做修改。`,
  noAddress: '此版本不含发布地址，无法自行更新。请从原来的下载页面获取新版本。',
  downloading: (version) => `正在下载 KimiBar ${version}，约 130 MB …`,
  notDownloaded: (host) =>
    `无法从 ${host} 下载，未做修改。请检查网络连接和代理；加上 -v 可查看原因。`,
  notReplaced: (why) => `无法替换程序（${why}），未做修改。请以程序所有者的身份运行。`,
  failed: {
    missing: '该版本没有适用于本系统的文件，或其文件列表无法读取，未做修改。',
    'bad-signature': '该版本未使用 KimiBar 的密钥签名，未做修改。',
    'bad-checksum': '下载的文件与发布列表不符，未做修改。请重试。',
  },
  ifPacked:
    '如果是在克隆的仓库中自行打包的，请在其中运行：git pull && npm ci && npm run build && npm pack\n' +
    '然后照原来的方式安装新的 .tgz 文件。',
  how: {
    npm: '更新命令：npm install -g kimibar@latest',
    project: '在项目中更新：npm install kimibar@latest',
    npx: 'npx 和 pnpm dlx 会保留首次获取的版本。更新命令：npx kimibar@latest',
    pnpm: '更新命令：pnpm add -g kimibar@latest',
    brew: '更新命令：brew upgrade kimibar',
    scoop: '更新命令：scoop update kimibar',
    winget: '更新命令：winget upgrade KimiBar.KimiBar',
    pacman: '用 AUR 助手更新，例如：paru -Syu kimibar-bin',
    deb: '用新版本的 .deb 更新：sudo apt install ./kimibar_*.deb',
    nix: '更新命令：nix profile upgrade kimibar',
    docker: '用新版本的安装配方或更新后的克隆重新构建镜像，然后重新启动容器。',
    source: '更新命令：git pull && npm ci && npm run build',
  },
};
