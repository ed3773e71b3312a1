// How unfit a masked QR symbol is to be read (ISO/IEC 18004, 7.8.3, table 11); the mask with the least penalty is taken.

const RUN = 3, RUN_FROM = 5, BLOCK = 3, FINDER = 40, BALANCE = 10, BALANCE_STEP_PERCENT = 5;

/** 1 : 1 : 3 : 1 : 1 with four light modules before or behind it, as 11 bits. */
const FINDER_BEHIND = 0b10111010000, FINDER_BEFORE = 0b00001011101, FINDER_MODULES = 11;

/**
 * @param {Uint8Array} modules row by row, 1 dark
 * @param {number} size modules a side
 * @returns {number}
 */
export function penaltyOf(modules, size) {
  let sum = blocks(modules, size) + balance(modules);
  for (let i = 0; i < size; i++) sum += line(modules, size, i * size, 1) + line(modules, size, i, size);
  return sum;
}

/** Runs of one colour, and what looks like a finder pattern, in a row or column. */
function line(modules, size, start, step) {
  let sum = 0, run = 0, last = -1, window = 0;
  for (let i = 0; i < size; i++) {
    const module = modules[start + i * step];
    run = module === last ? run + 1 : 1;
    last = module;
    if (run === RUN_FROM) sum += RUN;
    else if (run > RUN_FROM) sum++;
    window = ((window << 1) | module) & (2 ** FINDER_MODULES - 1);
    if (i >= FINDER_MODULES - 1 && (window === FINDER_BEHIND || window === FINDER_BEFORE)) sum += FINDER;
  }
  return sum;
}

/** Squares of 2 × 2 modules of one colour, overlapping ones too. */
function blocks(modules, size) {
  let sum = 0;
  for (let y = 0; y + 1 < size; y++) {
    for (let x = 0; x + 1 < size; x++) {
      const at = y * size + x;
      const dark = modules[at] + modules[at + 1] + modules[at + size] + modules[at + size + 1];
      if (dark === 0 || dark === 4) sum += BLOCK;
    }
  }
  return sum;
}

/** How far the dark modules are from a half, in steps of 5 %. */
function balance(modules) {
  const dark = modules.reduce((count, module) => count + module, 0);
  const percent = (dark * 100) / modules.length;
  return BALANCE * Math.floor(Math.abs(percent - 50) / BALANCE_STEP_PERCENT);
}
