import assert from 'node:assert/strict';
import test from 'node:test';
import { isOpenToOthers } from '../../../src/host/koffi.ts';

test('no library is loaded from where every user of Windows can put one', () => {
  const library = String.raw`node_modules\@koromix\koffi-win32-x64\index.js`;
  for (const root of ['C:\\', 'd:\\', '\\'])
    assert.equal(isOpenToOthers(root + library), true, root);
  for (const folder of ['npm', String.raw`npm\node_modules\kimibar`])
    assert.equal(isOpenToOthers(`C:\\Users\\me\\AppData\\Roaming\\${folder}\\${library}`), false);
});
