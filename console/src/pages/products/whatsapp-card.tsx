import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { type Product, translatedOf } from './calls.ts';
import css from './products.module.css';

/** How a customer meets the product in a chat, in their language. */
export function WhatsAppCard({ product }: { product: Product }) {
  const { t, i18n } = useTranslation('products');
  const languages = ['', ...Object.keys(product.translations)];
  const [language, setLanguage] = useState('');
  const translated = useQuery({ ...translatedOf(useBusiness(), product.id, language), enabled: language !== '' });
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
  const shown = (language !== '' && translated.data) || product;
  return (
    <Stack>
      <Select
        label={t('products.words.language')}
        data={languages.map((code) => ({
          value: code,
          label: code === '' ? t('products.preview.own') : (names.of(code) ?? code),
        }))}
        value={language}
        allowDeselect={false}
        onChange={(value) => setLanguage(value ?? '')}
      />
      <div className={css.phone}>
        <Card product={shown} />
      </div>
    </Stack>
  );
}

function Card({ product }: { product: Product }) {
  const { t } = useTranslation('products');
  const { money } = useFormats();
  const { name, description, imageUrl, variants } = product;
  const amounts = variants.map(({ amount }) => amount);
  const currency = variants[0]?.currency ?? 'USD';
  const prices = [...new Set([Math.min(...amounts), Math.max(...amounts)])].map((amount) => money(amount, currency));
  const there = variants.filter(({ onHand }) => onHand > 0);
  const choices = Object.keys(product.options)
    .map((option) => [...new Set(there.map(({ options }) => options[option]))].join(', '))
    .filter(Boolean)
    .join(' · ');
  return (
    <div className={css.card} dir="auto">
      {imageUrl && <img src={imageUrl} alt="" />}
      <div>
        <strong>{name}</strong>
        <p>{prices.join(' – ')}</p>
        {description && <p>{description}</p>}
        <p className="quiet">{there.length === 0 ? t('products.badge.out') : choices}</p>
      </div>
      <span className={css.button} aria-hidden>
        {t('products.preview.order')}
      </span>
    </div>
  );
}
