import { openStore } from './open-store.ts';

/** Open or not, of the palette and of the sheet of shortcuts; both are fetched when first opened. */
export const paletteStore = openStore();
export const sheetStore = openStore();

export const openPalette = (): void => paletteStore.set(true);
export const openShortcutSheet = (): void => sheetStore.set(true);
