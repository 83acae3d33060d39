import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

export { notifications } from '@mantine/notifications';

/** Where toasts appear. */
export const Notices = () => <Notifications position="bottom-center" limit={4} />;
