export { FormDrawer, type FormDrawerProps } from './form-drawer';
export { FormField } from './form-field';
export { markFields } from './mark-fields';
export { useSubmission } from './use-submission';
