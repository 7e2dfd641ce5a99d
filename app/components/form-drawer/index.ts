export { FormDrawer, type FormDrawerProps } from './form-drawer';
export { FormField } from './form-field';
export { useSubmission } from './use-submission';
