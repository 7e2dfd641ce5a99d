import { useText } from '@/app/i18n/use-text';
import { VISIT_SERVICES, type VisitService } from '@/server/domain/use/visit-vocabulary';

interface ServicesFieldProps {
  id?: string;
  value?: VisitService[];
  onChange?: (services: VisitService[]) => void;
}

/** 服务方式, several at once. */
export const ServicesField = ({ id, value = [], onChange }: ServicesFieldProps) => {
  const t = useText();
  return (
    <div id={id} className="lt-desk-services">
      {VISIT_SERVICES.map((service) => (
        <label key={service} className="lt-desk-flag">
          <input
            type="checkbox"
            checked={value.includes(service)}
            onChange={(event) =>
              onChange?.(event.target.checked ? [...value, service] : value.filter((one) => one !== service))
            }
          />
          <span>{t(`use.service_${service}`)}</span>
        </label>
      ))}
    </div>
  );
};
