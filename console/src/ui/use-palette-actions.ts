export { type PaletteAction, usePaletteActions } from '../shell/palette-actions.ts';
