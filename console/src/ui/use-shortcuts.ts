export { type Shortcut, useShortcuts } from '../shell/shortcuts.ts';
