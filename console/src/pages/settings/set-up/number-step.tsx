import { Group, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../calls.ts';
import css from '../settings.module.css';

type Props = { channels: readonly Channel[]; onDemo: () => void; onReal: () => void };

/** Try everything with the emulated WhatsApp first, or connect a number at once. */
export function NumberStep({ channels, onDemo, onReal }: Props) {
  const { t } = useTranslation('channels');
  const hasDemo = channels.some(({ emulated }) => emulated);
  return (
    <Radio.Group label={t('channels.setUp.which')} onChange={(value) => (value === 'demo' ? onDemo() : onReal())}>
      <Stack gap="sm" mt="sm">
        {(['demo', 'real'] as const).map((value) => (
          <Radio.Card key={value} value={value} className={css.choice} disabled={value === 'demo' && !hasDemo}>
            <Group wrap="nowrap" align="flex-start">
              <Radio.Indicator />
              <div>
                <Text fw={600}>{t(`channels.setUp.${value}`)}</Text>
                <Text size="sm" c="dimmed">
                  {value === 'demo' && !hasDemo ? t('channels.setUp.noDemo') : t(`channels.setUp.${value}Text`)}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  );
}
