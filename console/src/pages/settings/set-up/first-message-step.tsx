import { Button, Stack, Text } from '@mantine/core';
import { IconBrandWhatsapp, IconDeviceMobile, IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness } from '../../../session/use-me.ts';
import type { Channel } from '../calls.ts';

/** The customer's side of it: write to the own number, and see the answer and the conversation. */
export function FirstMessageStep({ channel }: { channel: Channel | null }) {
  const { t } = useTranslation('channels');
  const business = useBusiness();
  if (!channel) return <p>{t('channels.setUp.noNumber')}</p>;
  const digits = channel.address.replace(/\D/g, '');
  return (
    <Stack gap="md" mt="sm" align="flex-start">
      <Text size="sm">{t(channel.emulated ? 'channels.setUp.firstDemo' : 'channels.setUp.firstReal')}</Text>
      <Text fw={600}>
        <bdi>{channel.address}</bdi>
      </Text>
      {channel.emulated ? (
        <Button
          component="a"
          href="/phone/"
          target="_blank"
          rel="noreferrer"
          leftSection={<IconDeviceMobile size={18} aria-hidden />}
        >
          {t('channels.setUp.openPhone')}
        </Button>
      ) : (
        <Button
          component="a"
          href={`https://wa.me/${digits}?text=hi`}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconBrandWhatsapp size={18} aria-hidden />}
        >
          {t('channels.setUp.openWhatsApp')}
        </Button>
      )}
      <Button
        component={Link}
        to={`/${business}/inbox`}
        variant="light"
        leftSection={<IconInbox size={18} aria-hidden />}
      >
        {t('channels.setUp.openInbox')}
      </Button>
    </Stack>
  );
}
