export { Page, useTabTitle } from '../shell/page.tsx';
