import type { ErrorTexts } from '../messages';

export const errorTexts: ErrorTexts = {
  NOT_FOUND: [
    'There is no such page, or it is not yours to see',
    'Check the address. If you should see it, ask the administrator of your unit',
  ],
  SIGNED_OUT: ['Your session has expired', 'Sign in again to go on; what you typed is still here'],
  FORBIDDEN: [
    'Your role in this unit does not include this',
    'Ask the security officer of your unit to change your role',
  ],
  BAD_INPUT: ['Some of what was entered does not fit', 'Correct the marked fields and submit again'],
  CONFLICT: ['Somebody changed the same thing at the same time', 'Refresh, compare, and change it again'],
  ALREADY_EXISTS: ['There is such a record already', 'Look at the existing record before adding one'],
  STALE_VERSION: [
    'Somebody changed this record after you opened it',
    'Refresh to see the latest, then change it again',
  ],
  RATE_LIMITED: ['Too many requests in a short time', 'Wait a minute and try again'],
  BATCH_TOO_LARGE: ['Too much in one request', 'Do it in several steps'],
  LIST_FULL: ['This list is full; nothing was added', 'Close or merge entries that are not used, then add again'],
  ORIGIN_REFUSED: ['The request did not come from a page of this system', 'Open the page of this system again'],
  TIMED_OUT: ['It took too long and was stopped', 'Narrow the range and try again'],
  INTERNAL: [
    'Something inside the system failed',
    'Try again in a few minutes; if it goes on, send the number to the administrator',
  ],
  AUDIT_MISSING: [
    'The audit record could not be written, so the act was cancelled',
    'Send the number to the administrator',
  ],
  IDEMPOTENCY_KEY_MISSING: ['The submission lacks its key against duplicates', 'Refresh the page and submit again'],
  IDEMPOTENCY_KEY_REUSED: ['The same submission arrived with different content', 'Refresh, check, and submit again'],
  CREDENTIALS_WRONG: [
    'The user name or the password is wrong',
    'Check capital letters; if you forgot the password, ask the system officer of your unit',
  ],
  PASSWORD_TOO_WEAK: [
    'The password is too easy to guess',
    'At least 10 characters, not a common one, without the user name',
  ],
  INVITATION_NOT_VALID: ['The invitation is used, revoked or expired', 'Ask for a new one'],
  OFFICER_ROLES_EXCLUSIVE: [
    'One person may not hold two officer roles, or an officer and a business role',
    'Choose another person, or remove the other roles first',
  ],
  ROLE_NOT_ALLOWED_HERE: ['This kind of unit has no such role', 'Choose a role of this unit'],
  LAST_OFFICER: ['This is the last officer of the kind', 'Appoint a successor first'],
  SUPERVISION_CYCLE: ['The supervision would run in a circle', 'Check the superior unit'],
  SUPERVISOR_KIND_WRONG: ['This kind of unit does not supervise that kind', 'Choose another supervisor'],
  REORGANISATION_OUT_OF_ORDER: [
    'A change on this day or a later one is recorded already',
    'Choose a later date: changes of a unit are recorded in their order',
  ],
  TENANT_HAS_UNITS: ['The unit still supervises others', 'Move or merge those first'],
  TENANT_CLOSED: ['The unit was abolished and is read-only', 'Go to the unit that succeeded it'],
  GRANT_NOT_LIVE: ['The access grant has ended or was revoked', 'Ask for a new grant to go on'],
  GRANT_SCOPES_DIFFER: ['The grants cover different ranges and cannot be read together', 'Choose one grant at a time'],
  FORM_CHECK_CELL_EMPTY: ['A check names a cell that holds no number; nothing was saved', 'Choose another cell for it'],
  UNIT_GONE: [
    'The unit was abolished or went to another supervisor, and no unit goes on for it',
    'Check the reorganisation, and ask its new supervisor where there is one',
  ],
  ADDRESSEE_NOT_RELATED: ['There is no supervision between your unit and the addressee', 'Check the addressee'],
  OBJECTION_ALREADY_RAISED: ['An objection to this grant was raised already', 'See the answer in the correspondence'],
  UPLOAD_TOO_LARGE: ['The file is too large', 'Compress it or split it'],
  UPLOAD_TYPE_REFUSED: ['Files of this format are not taken', 'Use one of the formats listed on the page'],
  UPLOAD_HARMFUL: [
    'The virus scan or the safety check stopped this file; it is in quarantine and was not stored.',
    'Upload a clean copy.',
  ],
  UPLOAD_DAMAGED: [
    'The file cannot be opened: it is incomplete or damaged, so it was not stored.',
    'Open it with the program that made it, then scan or save it again.',
  ],
  UPLOAD_ENCRYPTED: [
    'The file is protected by a password, so it was not stored.',
    'Remove the password: an archive keeps no file that nobody can open.',
  ],
  UPLOAD_HAS_PROGRAM: [
    'The file holds programs, macros, scripts or attachments, so it was not stored.',
    'Save it without macros or as PDF.',
  ],
  UPLOAD_ARCHIVE_REFUSED: [
    'The zip file holds equal names, paths outside its folder or other archives, or is too large unpacked; it was not stored.',
    'Unpack it and drop the files themselves.',
  ],
  UPLOAD_BEYOND_LIMITS: [
    'The picture is too large or there are too many pages (400 million pixels, 5,000 pages); it was not stored.',
    'Split the file or scan at a lower resolution.',
  ],
  UPLOAD_NOT_READY: [
    'The file is not complete or did not pass the check, so it was not linked.',
    'Try again when it is uploaded.',
  ],
  LINK_BATCH_CLOSED: [
    'This batch is being processed or is finished; nothing was changed.',
    'Reload to see where it stands.',
  ],
  LINK_LIST_WITHOUT_COLUMNS: [
    'The list has no columns “file name” and “reference code”; it was not used',
    'Name both columns in the first row and upload it again',
  ],
  CHECK_NOT_OPEN: [
    'Not possible now: the check is not finished, or nothing waits for a person. Nothing was saved',
    'Refresh to see the latest results',
  ],
  NO_PAGES: ['The record has no scans or PDF to make a searchable PDF from', 'Attach scans first, then try again'],
  LINK_NOTHING_MATCHED: [
    'No file of the batch matched a reference code, so nothing was linked.',
    'Assign files by hand, or rename them and match again.',
  ],
  DIGITISATION_CLOSED: [
    'This digitisation batch is finished or cancelled; nothing was changed',
    'Reload the page to see its state',
  ],
  DIGITISATION_STEP_ORDER: [
    'Some records have not done the step before; nothing was entered',
    'Enter the steps in order: out, prepare, scan, process, check, link, return. Reload to see where each record is',
  ],
  DIGITISATION_NO_IMAGES: [
    'Some records have no scanned images yet; nothing was entered',
    'Upload the images with batch linking first, then enter that scanning is done',
  ],
  DIGITISATION_PAGES_DIFFER: [
    'Some records have fewer scanned pages than pages of paper; linking was not entered',
    'Scan the missing pages; if the number of pages is wrong, correct it first',
  ],
  DIGITISATION_NOT_CHECKED: [
    'Some records have open quality problems or failed frames; nothing was entered',
    'Scan them again or give a reason under “Problems”, then try again',
  ],
  DIGITISATION_RECORD_BUSY: [
    'All chosen records are digitised, left out, or in another batch; nothing was added',
    'Choose other records, or look under “Progress”',
  ],
  DIGITISATION_SAMPLE_OPEN: [
    'The sample is not finished; nothing was changed',
    'Look at all its frames and conclude it first',
  ],
  DIGITISATION_SAMPLE_EMPTY: [
    'No frames wait for the check; no sample was drawn',
    'Enter scanning and processing first',
  ],
  DIGITISATION_REPLACE_DIFFERS: [
    'The new file has other pages or another type than the old one; nothing was replaced',
    'Scan the same pages again and upload a file with the same number of pages',
  ],
  DIGITISATION_NOT_COMPLETE: [
    'Some records are not back, or records of the year are not scanned; the batch was not finished',
    'Return all records; add those left over, or enter why they are not digitised',
  ],
  VENDOR_PERSON_UNKNOWN: [
    'This person of this contractor was not found; no access was given',
    'Ask the contractor for the address of its workspace and the sign-in name; both must be exact',
  ],
  STORAGE_FULL: ['The unit has no room left, so the file was not uploaded.', 'Ask the administrator for more room.'],
  OBJECT_DAMAGED: [
    'The file does not match its registered digest, so it was not opened',
    'Send the number to the administrator to restore a copy',
  ],
  STORE_ABSENT: [
    'The place where files are kept was not found; nothing was verified.',
    'Ask the administrator whether the storage is mounted, then verify again.',
  ],
  FIXITY_UNDER_WAY: [
    'The files of this unit are being verified already; nothing was started.',
    'Wait until that is done.',
  ],
  INCIDENT_CLOSED: ['This fault was settled or changed by somebody else; nothing was changed.', 'Reload the page.'],
  RESCAN_NEEDED: [
    'No scan by newer signatures has found the file harmless yet.',
    'Update the signatures, then scan again.',
  ],
  SCANNER_MISSING: [
    'This server has no virus scanner that works.',
    'Ask the administrator to install ClamAV with signatures.',
  ],
  REPAIR_IMPOSSIBLE: [
    'The second copy lacks the file or is wrong too; the file was not touched.',
    'Ask the administrator to restore it from a backup, or accept it with a reason.',
  ],
  WORKBOOK_UNREADABLE: ['The workbook could not be read', 'Save it as xlsx and upload again'],
  WORKBOOK_TOO_LARGE: ['The workbook is too large', 'Split it by year'],
  WORKBOOK_HAS_NO_HEADER: ['The first row holds no column names', 'Use the first row of the template'],
  IMPORT_ALREADY_FILED: ['This file was imported before', 'See the result of that import'],
  IMPORT_NOT_READY: ['The import is still being checked', 'Confirm when the check has finished'],
  IMPORT_NOT_UNDOABLE: [
    'This import cannot be undone: 24 hours have passed, or records were corrected, boxed or handed over since',
    'Nothing was changed. Correct the records one by one',
  ],
  FONDS_CLOSED: [
    'The fonds is closed and takes no records of later years',
    'Check the year; if the unit was restored, register that change first',
  ],
  FONDS_NUMBER_TAKEN: ['There is a fonds with this number already', 'Choose another number, or open that fonds'],
  FONDS_CHANGE_WRONG: [
    'The kind of change does not fit the fonds that were chosen',
    'Name the old and new fonds as the rule on the page says',
  ],
  MOVE_NEEDS_PIECE: [
    'This record lies in no volume or group; nothing was changed',
    'Only what lies in a volume or group can be moved to another one',
  ],
  MOVE_OTHER_SERIES: [
    'The chosen volume belongs to another fonds or category; nothing was changed',
    'Choose a volume or group of the same fonds and category',
  ],
  NOT_A_VOLUME: [
    'Nothing can be put inside the chosen record',
    'Choose a volume or photograph group of the same fonds whose code rule numbers pieces',
  ],
  SCHEME_LOCKED: [
    'Records were numbered by this rule, so it can no longer change',
    'Add a rule that begins in a later year',
  ],
  TEMPLATE_IN_USE: [
    'Records were numbered by this template, so its structure can no longer change',
    'Save it as a new template and use that from a new year on',
  ],
  TEMPLATE_WRONG: [
    'The template is not written correctly',
    'Correct what the page points out, and save when the sample is right',
  ],
  CODE_LOCKED: [
    'The reference code is locked and cannot be changed directly',
    'Renumber on the numbering page; the old code is kept',
  ],
  RENUMBERING_STATE_WRONG: ['The state of this table has changed', 'Reload and look again'],
  RENUMBERING_STALE: [
    'The catalogue changed after the preview, so the table is out of date',
    'Preview again, then confirm',
  ],
  NOTHING_TO_RENUMBER: ['There are no records in this selection', 'Choose another year or category'],
  REFERENCE_CODE_TAKEN: ['The reference code is taken', 'Use another item number, or see which record holds it'],
  REFERENCE_CODE_MALFORMED: ['The reference code is not built by the rule', 'Follow the rule of this category'],
  CLASSIFIED_CONTENT_REFUSED: [
    'The content looks classified and may not be kept here',
    'Do not upload it again; follow the secrecy rules',
  ],
  ITEM_FILED: ['A filed record cannot be changed directly', 'File a correction'],
  DRAW_IS_FINAL: ['The draw is final', 'Create a new campaign to change it'],
  DRAW_POOL_TOO_SMALL: ['There are not enough units or inspectors to draw from', 'Relax the conditions or draw fewer'],
  CAMPAIGN_STATE_WRONG: ['The state of the campaign has changed', 'Refresh and look again'],
  INSPECTION_STATE_WRONG: ['The state of the inspection has changed', 'Refresh and look again'],
  FINDING_STATE_WRONG: ['The state of the finding has changed', 'Refresh and look again'],
  FINDINGS_OPEN: ['Some findings are still open', 'Settle all findings before closing'],
  TILES_OVERLAP: ['Two units stand on one place; nothing was saved', 'Give one of them another column or row'],
  INSPECTORS_TOO_FEW: ['Too few inspectors for each unit', 'Add inspectors, or set them available in the library'],
  INSPECTORS_RECUSED: [
    'For some units too few inspectors are left after recusal',
    'Add inspectors, or exempt these units first',
  ],
  NOTICE_LEAD_SHORT: [
    'The inspection is too near: fewer working days than the rule asks',
    'Choose a later day, or say why it cannot wait',
  ],
  OBJECTION_WAITING: ['The unit has objected and has no answer yet', 'Have the leader answer first, then extend'],
  OWN_PLAN: ['Who submitted a plan does not approve it', 'Ask another leader'],
  PLAN_EMPTY: ['The plan has no lines yet', 'Add one, then submit'],
  PLAN_ROUNDS_USED: ['All planned rounds are begun', 'Submit a further plan for more'],
  PLAN_STATE_WRONG: ['The state of the plan has changed', 'Refresh and look again'],
  CHECKLIST_IS_FINAL: [
    'This version of the checklist is published or withdrawn and cannot be changed',
    'Begin its next version',
  ],
  CHECKLIST_HAS_PROBLEMS: ['Something in the checklist is not filled in', 'Mend what the page names, then publish'],
  OVERRULING_NEEDS_REASON: [
    'The verdict differs from what the system found, and needs a reason',
    'Write the reason, then save',
  ],
  DRILL_STATE_WRONG: ['This drill is reviewed or cancelled already', 'Refresh and look again'],
  OUTSOURCING_STATE_WRONG: ['The state of this filing has changed', 'Refresh and look again'],
  PHOTO_NEEDED: ['This item needs a photo before a conclusion', 'Take or upload a photo, then save'],
  PHOTO_WITHDRAWN: ['This photo is withdrawn already', 'Nothing is left to do'],
  REPORT_NOT_READY: [
    'A figure of the text does not exist, or a check that differs has no explanation',
    'Correct the marked places and explain the checks, then submit again',
  ],
  REPORT_OWN: ['Who submitted a report does not approve it', 'Ask another leader'],
  REPORT_STATE_WRONG: [
    'The report was submitted or approved and cannot be changed like this',
    'Refresh and look again',
  ],
  SAMPLE_POOL_TOO_LARGE: ['There are too many records to draw from', 'Choose a year or a category'],
  SAMPLE_POOL_TOO_SMALL: ['There are not so many records', 'Draw fewer, or choose another year or category'],
  SELF_CHECK_NOBODY_TO_ASK: ['No unit is left to be asked', 'Send the notices first; a unit is asked once'],
  SELF_CHECK_OPEN_ITEMS: ['Some items are not answered yet', 'Answer all of them, then send'],
  SELF_CHECK_SENT: ['This self-check was sent already', 'Change an answer, then send it again'],
  KNOWLEDGE_NAMES_UNIT: [
    'The text names the unit that asked; nothing was published.',
    'Take the name out and try again.',
  ],
  SITE_CRITERIA_OPEN: [
    'Some criteria are not met yet; nothing was changed.',
    'Check them one by one under Criteria first.',
  ],
  STEP_PASSED: ['This has moved on to another step; nothing was changed', 'Reload the page to see where it stands'],
  WEIGHTS_DO_NOT_FIT: [
    'The weights do not fit the checklist; nothing was saved',
    'Every section needs a weight, 100 in all; every item with points belongs to a section',
  ],
  ASSESSMENT_UNFINISHED: [
    'Some units have no score yet; nothing was confirmed',
    'Score them, or excuse them with a reason',
  ],
  ASSESSMENT_ITEMS_OPEN: [
    'Some items have no score yet; nothing was sent',
    'Score them, or take over what the unit gave itself',
  ],
  OBJECTION_TIME_RUNS: ['Units may still object; nothing was confirmed', 'Confirm after the last day for objections'],
  OBJECTIONS_TO_SCORES_WAIT: ['A unit has objected to its score and has no answer yet', 'Answer the objection first'],
  TOO_FEW_TO_ASK: [
    'Too few units would be asked; nothing was sent',
    'Ask at least 3 units anonymously, or it shows who answered what',
  ],
  QUESTIONNAIRE_CLOSED: ['This questionnaire was answered or has ended; nothing was taken', 'Each unit answers once'],
  EXAM_POOL_TOO_SMALL: [
    'The bank has too few questions for this paper; nothing was published',
    'See in the preview which are missing; add questions or ask for fewer',
  ],
  EXAM_WINDOW_WRONG: [
    'The times of the exam are wrong; nothing was saved',
    'It must end in the future and stay open at least as long as a paper takes',
  ],
  EXAM_FOR_NOBODY: [
    'Nobody could sit this exam; nothing was published',
    'Choose units, or a session that has an attendance list',
  ],
  EXAM_NOT_OPEN: ['The exam is not open now', 'See the times in the notice'],
  EXAM_ATTEMPTS_USED: ['All attempts have been used', 'Ask the organiser for another one'],
  EXAM_STILL_RUNS: [
    'The exam is not over yet; no ranks were given',
    'Rank when it is over and everybody has handed in',
  ],
  SESSION_STATE_WRONG: ['The state of the course session has changed', 'Refresh and look again'],
  ATTENDANCE_ALREADY_RECORDED: ['The attendance is recorded already', 'Nothing more to do'],
  CHECK_IN_CODE_WRONG: ['The check-in code is wrong or out of date', 'Use the code on the screen in the room'],
  ENROLMENT_CLOSED: ['Enrolment is closed, or the session was cancelled', 'Ask the organiser for a change'],
  MATERIAL_NOT_ISSUED: ['This material or its newest version has not been issued', 'Issue it first, then assign it'],
  NOBODY_TO_CERTIFY: ['Everybody in the list has a certificate', 'Check the attendance list'],
  VOTE_STILL_OPEN: ['The vote is still open', 'Decide when it has closed'],
  EXPERTS_TOO_FEW: [
    'Only {experts} experts could be drawn; nothing was drawn',
    'Ask for fewer, for any field, or let fewer stand back',
  ],
  NOBODY_PASSED_YET: [
    'This session has an exam and nobody without a certificate has passed it',
    'Issue them when people have passed',
  ],
  NOBODY_TO_REMIND: ['Every invited unit has answered', 'Nobody needs a reminder'],
  FIGURE_NOT_FOR_THIS_TENANT: ['This unit has no such figure', 'Choose a figure of this unit'],
  FIGURES_LOCKED: [
    'The supervisor has accepted the figures of this year; nothing was changed',
    'Ask the supervisor to return them first',
  ],
  STATISTICS_LOCKED: [
    'The supervisor has accepted this return; nothing was changed',
    'Ask the supervisor to send it back first',
  ],
  STATISTICS_UNEXPLAINED: [
    'A cell is empty or a check has no explanation; the return was not handed up',
    'Fill in the cells and explain each check, then hand it up',
  ],
  STATISTICS_NOT_HANDED_UP: [
    'There is no return to review or to hand on; nothing was changed',
    'Wait until units have handed theirs up',
  ],
  YEAR_NOT_OVER: ['The year is not over; nothing was closed', 'Close it after 31 December'],
  FIGURES_NOT_RELEASED: [
    'There is no release to review or to hand on; nothing was changed',
    'Wait until units have released',
  ],
  ITEM_NOT_VOIDABLE: [
    'This record cannot be struck out now',
    'Take it out of its box first; a volume is struck out after what lies in it',
  ],
  GRID_MIXED: ['The chosen records are of several fonds or categories', 'Change them category by category'],
  ITEMS_RELATED_ALREADY: ['The two records are related already', 'There is nothing to do'],
  BULK_EDIT_STATE_WRONG: [
    'This bulk edit is in another state by now',
    'Reload and look again. After 24 hours it cannot be undone',
  ],
  JOB_NOT_RETRYABLE: ['This job cannot be run again', 'Start a new one'],
  CHECK_NOT_EXPLAINABLE: [
    'A secrecy marking or a double code cannot be explained away. No explanation was kept',
    'Open the record, correct it and check again',
  ],
  PLACE_FULL: ['There is no room on this place', 'Choose a place with more room, or check its capacity'],
  PLACE_NOT_EMPTY: ['Boxes or other places are still there', 'Move them first'],
  PLACE_HOLDS_BOXES: [
    'A place holds boxes or other places, not both',
    'Choose another place, or clear its capacity first',
  ],
  PLACE_HOLDS_NO_BOXES: ['No boxes stand on this place itself', 'Scan the label of a place below it'],
  BOX_NOT_EMPTY: [
    'The box holds records, or it stands on a shelf',
    'Move the records to another box and take it off the shelf first',
  ],
  BOX_NUMBER_FOLLOWS_BOX: [
    'The record lies in a box, and its box number follows the box',
    'Move it to another box under Stacks',
  ],
  PACK_PLAN_CHANGED: ['The records have changed since the preview', 'Preview again, then confirm'],
  NOTHING_TO_PACK: ['There is nothing to put into boxes', 'Check year and period; what lies in a box stays there'],
  STOCK_TAKE_CLOSED: ['The stock-take has ended', 'See its report, or begin another one'],
  DIFFERENCES_OPEN: ['Some differences are not settled', 'Settle what is missing, misplaced and unknown, then close'],
  ALREADY_OUT: ['It is out already and has not come back', 'Record its return first'],
  PRINT_NOTHING: ['There is nothing to print', 'Check the year, the period or the records chosen'],
  EVENT_INCOMPLETE: [
    'It cannot be accepted yet: a part was not accepted, or has no record tied to it. Nothing was changed',
    'Accept each part and tie its records first',
  ],
  FILING_STATE_WRONG: [
    'This material has moved on and cannot be handled this way any more',
    'Refresh to see where it stands',
  ],
  SCHEDULE_STATE_WRONG: [
    'The state of this schedule does not allow it',
    'Refresh to see whether it was submitted, returned or approved',
  ],
  RETENTION_DIFFERS: [
    'The rule gives another period than the record has',
    'Correct the retention on the page of the record first, then confirm the rule',
  ],
  RETENTION_NEEDS_APPRAISAL: [
    'The old long and short terms cannot simply be turned into years; nothing was changed',
    'Have the record appraised again, then set its period',
  ],
  RETENTION_OF_VOLUME: [
    'A record inside a volume has the retention of the volume; nothing was changed',
    'Open its volume and correct the retention there',
  ],
  RETENTION_IN_BOX: [
    'The record stands in a box, and boxes are kept by retention; nothing was changed',
    'Take it out of its box first, correct it, then put it into another box',
  ],
  ITEM_TRANSFERRED: [
    'This record has left or is on its way; its entry here can no longer be changed',
    'Where it was transferred, ask the archives that took it in to correct it',
  ],
  TRANSFER_STATE_WRONG: [
    'This batch has moved on and cannot be handled this way any more',
    'Refresh to see where it stands',
  ],
  TRANSFER_NOT_READY: [
    'This batch cannot be sent yet: a check failed, an annex is missing or nobody has signed',
    'Complete what the page points out, then send',
  ],
  DEPARTURE_NOT_THERE: [
    'One of the records has left, is under transfer, is out, or was struck out; nothing was registered',
    'Check the records and leave out what is not here',
  ],
  DEPARTURE_TERM_RUNNING: [
    'The term of one of the records is not over (permanent and old long and short terms never are); nothing was registered',
    'Choose only records whose term is over and that were appraised',
  ],
  DEPARTURE_PROPOSED_ALREADY: [
    'One of the records stands on another proposal that waits for a decision',
    'Wait for that one, or leave the record out',
  ],
  DEPARTURE_SAME_PERSON: ['Who proposed the departure does not decide it', 'Ask another person who may approve'],
  DEPARTURE_WITNESSES: ['Destruction needs a method and at least two witnesses', 'Fill them in and try again'],
  TRANSFER_LIST_DAMAGED: [
    'The list of this transfer cannot be read or does not match; nothing was taken in',
    'Ask the unit to send it again',
  ],
  INTAKE_NOT_DECIDED: ['Some records are neither accepted nor returned yet', 'Decide them first, then finish'],
  BUREAU_MISSING: [
    'No archives authority supervises this unit',
    'Ask the authority to enter the unit under supervision first',
  ],
  USE_REFUSED: [
    'This record may not be used now: it is closed until a day, or the reader is not on its list',
    'Check the day and the list; what may not be given is entered as “not given”',
  ],
  USE_NEEDS_APPROVAL: [
    'This record is not open: reading or copying it needs approval first; nothing was entered',
    'Ask whoever decides, fill in who approved, and enter it again',
  ],
  LOAN_STATE_WRONG: ['This loan is not in a state for that', 'Reload to see how it stands'],
  LOAN_OWN_REQUEST: [
    'You cannot approve a loan that you entered yourself',
    'Ask another person who may approve; if it was signed on paper, name the approver when you enter it',
  ],
  LOAN_DUE_OVER: ['The day of return that was approved is over; nothing was handed over', 'Enter the loan again'],
  LOAN_ENDS_AT_DESK: [
    'This went out as a loan, which ends with its effect; it was not taken back',
    'Take it back among the loans of the reading room',
  ],
  LETTER_NAME_DIFFERS: ['The typed name is not that of the person signed in; nothing was signed', 'Type your own name'],
  CONTEST_TIED: [
    'People with as many points stand at the cut; the round is still open.',
    'Tick who of them goes on, or all of them.',
  ],
};
