import { Menu } from '@mantine/core';
import { IconBuildingStore, IconCheck, IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe } from '../session/use-me.ts';
import css from './rail.module.css';

/** Which business one is in; a menu when there are several. */
export function BusinessMenu({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useTranslation('shell');
  const { business, businesses } = useMe();
  const navigate = useNavigate();
  const label = (
    <>
      <IconBuildingStore size={20} stroke={1.75} aria-hidden />
      {!isNarrow && <span className={css.word}>{business.name}</span>}
    </>
  );
  if (businesses.length < 2)
    return (
      <div className={css.place} title={business.name}>
        {label}
      </div>
    );
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <button type="button" className={css.place} aria-label={`${t('shell.business')}: ${business.name}`}>
          {label}
          {!isNarrow && <IconSelector size={16} aria-hidden />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.business')}</Menu.Label>
        {businesses.map(({ id, slug, name }) => (
          <Menu.Item
            key={id}
            onClick={() => navigate(`/${slug}/home`)}
            rightSection={id === business.id && <IconCheck size={16} aria-hidden />}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
