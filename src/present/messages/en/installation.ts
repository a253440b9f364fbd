/** Texts of what is written into files of other programs: services, bars, shells. */
export const installation = {
  npx: 'You are running KimiBar through npx, whose folder is temporary. Install it first: npm install --global kimibar',
  /** `manager` is fnm, nvm, volta … */
  managed: (manager: string) =>
    `This Node or KimiBar is in a folder of ${manager}. If ${manager} removes that version, run this command again.`,
  controlCharacter: (value: string) =>
    `Line breaks and control characters cannot be written into a config file: ${value}`,
};
