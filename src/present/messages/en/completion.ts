/** How to install the script, printed on stderr if that is a terminal. */
export const completion = {
  howTo: {
    bash: 'Add to ~/.bashrc:  source <(kimibar completion bash)',
    zsh: 'Add to ~/.zshrc, after compinit:  source <(kimibar completion zsh)',
    fish: 'Run once:  kimibar completion fish > ~/.config/fish/completions/kimibar.fish',
    powershell: 'Add to $PROFILE:  kimibar completion powershell | Out-String | Invoke-Expression',
  },
};
