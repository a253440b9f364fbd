// Draws the sheet of tray icons for the docs: each state of the icon at each size, as it is and
// enlarged, on a dark, a light and a grey panel. `npx node scripts/draw-tray-icons.ts`
import { join } from 'node:path';
import { drawIcon } from '../src/tray/draw-icon.ts';
import type { MeterIcon } from '../src/tray/meter-icon.ts';
import { encodePng } from '../src/tray/png.ts';
import { openBrowser } from '../test/e2e/page/open-browser.ts';
import { iconPanels, type IconPanel } from '../test/support/icon-panels.ts';
import { iconStates } from '../test/support/icon-states.ts';

const sizes = [16, 22, 24, 32];
/** Of the row below the icons as they are, so that each pixel can be judged. */
const zoom = 3;

const style = `
  body { margin: 0; padding: 20px; background: #fff; font: 13px/1.3 'DejaVu Sans', sans-serif; }
  table { border-collapse: collapse; }
  th { padding: 6px 14px 6px 0; text-align: left; font-weight: 600; color: #1c1c1a; }
  thead th { padding-left: 12px; }
  td { padding: 8px 12px; border-bottom: 4px solid #fff; border-left: 4px solid #fff; }
  .icons { display: flex; align-items: center; gap: 12px; }
  .icons + .icons { margin-top: 8px; }
  img { display: block; image-rendering: pixelated; }
`;

const states = await iconStates();
const head = iconPanels.map(({ background }) => `<th>${nameOf(background)}</th>`).join('');
const rows = states.map(({ name, icon }) => {
  const cells = iconPanels.map((panel) => cellOf(icon, panel)).join('');
  return `<tr><th>${name}</th>${cells}</tr>`;
});
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
await page.setContent(
  `<style>${style}</style><table><thead><tr><th></th>${head}</tr></thead>${rows.join('')}</table>`,
);
const path = join(import.meta.dirname, '..', 'docs', 'pictures', 'tray-icons.png');
const box = await page.locator('table').boundingBox();
if (box === null) throw new Error('no table');
const margin = 20;
const clip = { x: 0, y: 0, width: box.width + 2 * margin, height: box.height + 2 * margin };
await page.screenshot({ path, clip, fullPage: true });
await browser.close();

function nameOf(background: IconPanel['background']): string {
  const sized = sizes.join(', ');
  return `${background === 'unknown' ? 'grey' : background} panel, ${sized} px`;
}

function cellOf(icon: MeterIcon, { background, grey }: IconPanel): string {
  const pictures = sizes.map((size) => {
    const picture = drawIcon(icon, size, { background, colouring: 'alert' });
    return { size, data: Buffer.from(encodePng(picture)).toString('base64') };
  });
  const line = (scale: number): string => {
    const images = pictures.map(
      ({ size, data }) => `<img src="data:image/png;base64,${data}" width="${size * scale}">`,
    );
    return `<div class="icons">${images.join('')}</div>`;
  };
  return `<td style="background:rgb(${grey} ${grey} ${grey})">${line(1)}${line(zoom)}</td>`;
}
