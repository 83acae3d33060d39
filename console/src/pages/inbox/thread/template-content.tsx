import { IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../../session/use-me.ts';
import type { ContentOf } from '../model/shapes.ts';
import { previewTemplate } from '../model/template.ts';
import { templatesOf } from '../templates.ts';
import css from './contents.module.css';
import { RichText } from './rich-text.tsx';

/** A template as it reached the customer, put together from what it was approved as and what was filled in. */
export function TemplateContent({ template }: { template: ContentOf<'template'> }) {
  const { t } = useTranslation('inbox');
  const { data: templates } = useQuery(templatesOf(useBusiness()));
  const known = templates?.find(({ name, language }) => name === template.name && language === template.language);
  const shown = known && previewTemplate(known.components, template.components);
  return (
    <>
      <div className={css.label}>
        <IconTemplate size={14} aria-hidden /> {t('inbox.templateNamed', { name: template.name })}
      </div>
      {shown?.header && <strong dir="auto">{shown.header}</strong>}
      {shown && <RichText text={shown.body} />}
      {shown?.footer && <div className={css.quiet}>{shown.footer}</div>}
      {shown && shown.buttons.length > 0 && (
        <ul className={css.choices}>
          {shown.buttons.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      )}
    </>
  );
}
