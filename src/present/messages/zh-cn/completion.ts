import type { Messages } from '../en.ts';

export const completion: Messages['completion'] = {
  howTo: {
    bash: '加入 ~/.bashrc：source <(kimibar completion bash)',
    zsh: '加入 ~/.zshrc（在 compinit 之后）：source <(kimibar completion zsh)',
    fish: '运行一次：kimibar completion fish > ~/.config/fish/completions/kimibar.fish',
    powershell: '加入 $PROFILE：kimibar completion powershell | Out-String | Invoke-Expression',
  },
};
