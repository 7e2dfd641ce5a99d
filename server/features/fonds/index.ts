export { getFondsCard } from './get-fonds-card.ts';
