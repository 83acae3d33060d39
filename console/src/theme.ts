import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** Deep teal on paper, its light sister on dark. @see look: Colour */
const brand: MantineColorsTuple = [
  '#e7f5f1',
  '#cde9e1',
  '#9dd8c9',
  '#6ccdb8',
  '#3fbfa8',
  '#25a08b',
  '#178573',
  '#0f6b5c',
  '#0b5448',
  '#073d34',
];
/** Warm greys: paper, lines, quiet ink, ink. Mantine takes its light neutrals from here. */
const gray: MantineColorsTuple = [
  '#fbf9f5',
  '#f5f1ea',
  '#ede8df',
  '#e6e1d8',
  '#d2ccc1',
  '#8b8a82',
  '#59625c',
  '#454c47',
  '#323833',
  '#1f2421',
];
/** Designed, not inverted: text first, then surfaces down to the page. */
const dark: MantineColorsTuple = [
  '#e9ede9',
  '#c9d1cb',
  '#a6b0a9',
  '#7e8982',
  '#3f4943',
  '#323a35',
  '#1e2421',
  '#161a18',
  '#121513',
  '#0e1110',
];
const red: MantineColorsTuple = [
  '#fdeeec',
  '#f9d9d6',
  '#f2b3ad',
  '#ff8f85',
  '#e86a5f',
  '#d8493e',
  '#c5352a',
  '#b3261e',
  '#8f1d16',
  '#6b1510',
];
const FAMILY = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** Words on a filled surface: white on the deep shades of light, ink on the bright ones of dark. */
const variantColorResolver: VariantColorsResolver = (input) => ({
  ...defaultVariantColorsResolver(input),
  ...(input.variant === 'filled' ? { color: 'var(--on-filled)' } : {}),
});

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  variantColorResolver,
  luminanceThreshold: 0.3,
  colors: { brand, gray, dark, red },
  black: '#1f2421',
  white: '#ffffff',
  fontFamily: FAMILY,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: FAMILY,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  shadows: { md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Avatar: { styles: { placeholder: { color: 'var(--ink)' } } }, // initials on their tint are too faint to read
    ActionIcon: { defaultProps: { variant: 'subtle', size: 36, color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 140 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 160 } } },
    Menu: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'md', withinPortal: true } },
    Popover: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'md' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Card: { defaultProps: { radius: 'lg', withBorder: true } },
  },
});
