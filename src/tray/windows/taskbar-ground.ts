import type { Commands } from '../../host/host.ts';
import type { IconGround } from '../icon-colours.ts';

const key = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`;
const patienceMs = 3_000;

/** Is the taskbar light or dark? Dark where Windows does not say: it was before there was a choice. */
export async function taskbarGround(commands: Commands): Promise<IconGround> {
  const result = await commands.run('reg', ['query', key, '/v', 'SystemUsesLightTheme'], { timeoutMs: patienceMs });
  return result.kind === 'ran' && /SystemUsesLightTheme\s+REG_DWORD\s+0x1\b/.test(result.stdout) ? 'light' : 'dark';
}
