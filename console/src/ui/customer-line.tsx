import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../session/use-me.ts';

type Props = {
  contact: { id: string; name: string; phone: string | null };
  conversationId: string | null;
};

/** Whose order or ticket it is, and the way into their conversation. */
export function CustomerLine({ contact, conversationId }: Props) {
  const { t } = useTranslation();
  const { can } = useMe();
  const business = useBusiness();
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Anchor component={Link} to={`/${business}/contacts/${contact.id}`} fw={600}>
          <bdi>{contact.name || contact.phone || t('common.withoutName')}</bdi>
        </Anchor>
        {contact.name && contact.phone && (
          <Text size="sm" c="dimmed">
            <bdi>{contact.phone}</bdi>
          </Text>
        )}
      </div>
      {conversationId && can('conversations:read') && (
        <Button
          component={Link}
          to={`/${business}/inbox/${conversationId}`}
          variant="default"
          leftSection={<IconMessage size={16} aria-hidden />}
        >
          {t('common.openChat')}
        </Button>
      )}
    </Group>
  );
}
