import { type Kysely, Migrator, sql } from 'kysely';
import { createDb, createPool } from './client.ts';
import * as rolesAndTenancy from './migrations/20261121T0900_roles_and_tenancy.ts';
import * as platform from './migrations/20261121T0910_platform.ts';
import * as archive from './migrations/20261121T0920_archive.ts';
import * as inspectionTrainingUse from './migrations/20261121T0930_inspection_training_use.ts';
import * as fences from './migrations/20261121T0940_fences.ts';
import * as functionsOverTheBorder from './migrations/20261121T0950_functions_over_the_border.ts';
import * as catalogue from './migrations/20261121T1000_catalogue.ts';
import * as fondsAndCodes from './migrations/20261121T1010_fonds_and_codes.ts';
import * as filing from './migrations/20261121T1020_filing.ts';
import * as catalogueDrafts from './migrations/20261121T1030_catalogue_drafts.ts';
import * as catalogueImport from './migrations/20261121T1040_import.ts';
import * as checksAndSearch from './migrations/20261121T1050_checks_and_search.ts';
import * as searchConditions from './migrations/20261121T1051_search_conditions.ts';
import * as searchFunctions from './migrations/20261121T1052_search_functions.ts';
import * as storage from './migrations/20261121T1060_storage.ts';
import * as accession from './migrations/20261121T1070_accession.ts';
import * as trainingChange from './migrations/20261121T1090_training_change.ts';
import * as grantsAtLessCost from './migrations/20261121T1095_grants_at_less_cost.ts';
import * as filingSeen from './migrations/20261121T1096_filing_seen.ts';
import * as dispositionWaysBack from './migrations/20261121T1097_disposition_ways_back.ts';
import * as searchWalk from './migrations/20261121T1098_search_walk.ts';
import * as itemRelations from './migrations/20261121T1099_item_relations.ts';
import * as digital from './migrations/20261121T1100_digital.ts';
import * as expiryAndUpdateUndo from './migrations/20261121T1101_expiry_and_update_undo.ts';
import * as filingGaps from './migrations/20261121T1102_filing_gaps.ts';
import * as pageText from './migrations/20261121T1130_page_text.ts';
import * as linking from './migrations/20261121T1140_linking.ts';
import * as fixity from './migrations/20261121T1150_fixity.ts';
import * as digitisation from './migrations/20261121T1160_digitisation.ts';
import * as fourPropertyCheck from './migrations/20261121T1170_four_property_check.ts';
import * as shortLists from './migrations/20261121T1180_short_lists.ts';
import * as roomsOverTime from './migrations/20261121T1181_rooms_over_time.ts';
import * as priorityTopics from './migrations/20261121T1182_priority_topics.ts';
import * as collectionAccepted from './migrations/20261121T1183_collection_accepted.ts';
import * as fourPropertyRecheck from './migrations/20261121T1190_four_property_recheck.ts';
import * as barcodePages from './migrations/20261121T1191_barcode_pages.ts';
import * as inspectionPlan from './migrations/20261121T1200_inspection_plan.ts';
import * as checklists from './migrations/20261121T1210_checklists.ts';
import * as onsite from './migrations/20261121T1220_onsite.ts';
import * as closure from './migrations/20261121T1230_closure.ts';
import * as textWithoutEngine from './migrations/20261121T1280_text_without_engine.ts';
import * as majorEventRecords from './migrations/20261122T1240_major_event_records.ts';
import * as materialDeliveries from './migrations/20261122T1241_material_deliveries.ts';
import * as assessment from './migrations/20261122T1250_assessment.ts';
import * as commendation from './migrations/20261122T1251_commendation.ts';
import * as district from './migrations/20261122T1260_district.ts';
import * as photoWithdrawal from './migrations/20261122T1270_photo_withdrawal.ts';
import * as grantRegisters from './migrations/20261122T1271_grant_registers.ts';
import * as outsourcing from './migrations/20261122T1272_outsourcing.ts';
import * as safety from './migrations/20261122T1273_safety.ts';
import * as registers from './migrations/20261122T1300_registers.ts';
import * as courses from './migrations/20261123T1310_courses.ts';
import * as enrolment from './migrations/20261123T1311_enrolment.ts';
import * as trainingRecord from './migrations/20261123T1312_training_record.ts';
import * as exams from './migrations/20261123T1320_exams.ts';
import * as contests from './migrations/20261123T1321_contests.ts';
import * as guidanceActs from './migrations/20261123T1330_guidance_acts.ts';
import * as guidancePlan from './migrations/20261123T1331_guidance_plan.ts';
import * as guidanceQuestions from './migrations/20261123T1332_guidance_questions.ts';
import * as guidanceMaterials from './migrations/20261123T1333_guidance_materials.ts';
import * as demonstrationSites from './migrations/20261123T1334_demonstration_sites.ts';
import * as desk from './migrations/20261123T1340_desk.ts';
import * as safetyReminders from './migrations/20261123T1350_safety_reminders.ts';
import * as climateUnderGrants from './migrations/20261123T1351_climate_under_grants.ts';
import * as supervisionReminders from './migrations/20261123T1352_supervision_reminders.ts';
import * as mediaDuration from './migrations/20261123T1353_media_duration.ts';
import * as annualReport from './migrations/20261123T1360_annual_report.ts';
import * as registerEngine from './migrations/20261123T1370_register_engine.ts';
import * as figureReporting from './migrations/20261123T1390_figure_reporting.ts';
import * as secondLevels from './migrations/20261123T1400_second_levels.ts';
import * as gridsOfVolumes from './migrations/20261123T1401_grids_of_volumes.ts';
import * as recordLives from './migrations/20261123T1410_record_lives.ts';
import * as searchLabels from './migrations/20261123T1411_search_labels.ts';
import * as fileNote from './migrations/20261123T1412_file_note.ts';
import * as scanAgain from './migrations/20261123T1420_scan_again.ts';
import * as departmentAssessment from './migrations/20261123T1430_department_assessment.ts';
import * as resultPublication from './migrations/20261123T1431_result_publication.ts';
import * as creationProjects from './migrations/20261123T1432_creation_projects.ts';
import * as registersUnderGrants from './migrations/20261123T1440_registers_under_grants.ts';
import * as registerDrafts from './migrations/20261123T1441_register_drafts.ts';
import * as readingReservations from './migrations/20261123T1442_reading_reservations.ts';
import * as talents from './migrations/20261123T1450_talents.ts';
import * as guidanceVisits from './migrations/20261123T1451_guidance_visits.ts';
import * as statisticalReturns from './migrations/20261123T1460_statistical_returns.ts';
import * as figurePlaces from './migrations/20261123T1470_figure_places.ts';
import * as wallLinks from './migrations/20261123T1471_wall_links.ts';
import * as yearClose from './migrations/20261123T1472_year_close_and_reopening.ts';
import * as customFigures from './migrations/20261123T1473_custom_figures.ts';
import * as fondsHistory from './migrations/20261124T1000_fonds_history.ts';
import * as namesUnderGrants from './migrations/20261124T1010_names_under_grants.ts';
import * as viewsOfGrantedSearch from './migrations/20261124T1011_views_of_granted_search.ts';
import * as quarantineRelease from './migrations/20261124T1020_quarantine_release.ts';
import * as textReader from './migrations/20261124T1021_text_reader.ts';
import * as visitsTold from './migrations/20261124T1030_visits_told.ts';
import * as outsourcingReasons from './migrations/20261124T1031_outsourcing_reasons.ts';
import * as assessmentVisitNotices from './migrations/20261124T1032_assessment_visit_notices.ts';
import * as departmentSheetFiles from './migrations/20261124T1033_department_sheet_files.ts';
import * as sessionsOfPlans from './migrations/20261124T1040_sessions_of_plans_and_systems.ts';
import * as ruleReadings from './migrations/20261124T1041_rule_readings.ts';
import * as contestRounds from './migrations/20261124T1042_contest_rounds.ts';
import * as exchangesAndProjects from './migrations/20261124T1050_exchanges_and_projects.ts';
import * as unitFields from './migrations/20261124T1051_unit_fields.ts';
import * as serviceItems from './migrations/20261124T1052_service_items.ts';
import * as exhibitionTexts from './migrations/20261124T1053_exhibition_texts.ts';
import * as ownFiguresInTexts from './migrations/20261124T1060_own_figures_in_texts.ts';
import * as releasedRowsUnderGrants from './migrations/20261124T1061_released_rows_under_grants.ts';
import * as departures from './migrations/20261124T1070_departures.ts';
import * as successors from './migrations/20261124T1071_successors.ts';
import * as secondLevelWalks from './migrations/20261125T1000_second_level_walks.ts';
import * as fileLooks from './migrations/20261125T1010_file_looks.ts';
import * as visitGuides from './migrations/20261125T1020_visit_guides.ts';
import * as platformReceipts from './migrations/20261125T1021_platform_receipts.ts';
import * as workStates from './migrations/20261125T1022_work_states.ts';
import * as inspectionChanges from './migrations/20261125T1023_inspection_changes.ts';
import * as workStateCalls from './migrations/20261125T1024_work_state_calls.ts';
import * as partnersTaught from './migrations/20261125T1030_partners_taught.ts';
import * as caseLookUp from './migrations/20261125T1031_case_look_up.ts';
import * as expertInvitations from './migrations/20261125T1032_expert_invitations.ts';
import * as guidanceAttendees from './migrations/20261125T1033_guidance_attendees.ts';
import * as evaluationsOfSessions from './migrations/20261125T1034_evaluations_of_sessions.ts';
import * as platformFigures from './migrations/20261125T1040_platform_figures.ts';
import * as rowsOfReleases from './migrations/20261125T1041_rows_of_releases.ts';
import * as askedGrants from './migrations/20261126T1010_asked_grants.ts';
import * as jointPeople from './migrations/20261126T1011_joint_people.ts';
import * as importRowRoom from './migrations/20261126T1050_import_row_room.ts';
import { type DatabaseRole, rolePassword } from './role-urls.ts';

/** Oldest first. A migration that has been released is never edited. */
const MIGRATIONS = {
  '20261121T0900_roles_and_tenancy': rolesAndTenancy,
  '20261121T0910_platform': platform,
  '20261121T0920_archive': archive,
  '20261121T0930_inspection_training_use': inspectionTrainingUse,
  '20261121T0940_fences': fences,
  '20261121T0950_functions_over_the_border': functionsOverTheBorder,
  '20261121T1000_catalogue': catalogue,
  '20261121T1010_fonds_and_codes': fondsAndCodes,
  '20261121T1020_filing': filing,
  '20261121T1030_catalogue_drafts': catalogueDrafts,
  '20261121T1040_import': catalogueImport,
  '20261121T1050_checks_and_search': checksAndSearch,
  '20261121T1051_search_conditions': searchConditions,
  '20261121T1052_search_functions': searchFunctions,
  '20261121T1060_storage': storage,
  '20261121T1070_accession': accession,
  '20261121T1090_training_change': trainingChange,
  '20261121T1095_grants_at_less_cost': grantsAtLessCost,
  '20261121T1096_filing_seen': filingSeen,
  '20261121T1097_disposition_ways_back': dispositionWaysBack,
  '20261121T1098_search_walk': searchWalk,
  '20261121T1099_item_relations': itemRelations,
  '20261121T1100_digital': digital,
  '20261121T1101_expiry_and_update_undo': expiryAndUpdateUndo,
  '20261121T1102_filing_gaps': filingGaps,
  '20261121T1130_page_text': pageText,
  '20261121T1140_linking': linking,
  '20261121T1150_fixity': fixity,
  '20261121T1160_digitisation': digitisation,
  '20261121T1170_four_property_check': fourPropertyCheck,
  '20261121T1180_short_lists': shortLists,
  '20261121T1181_rooms_over_time': roomsOverTime,
  '20261121T1182_priority_topics': priorityTopics,
  '20261121T1183_collection_accepted': collectionAccepted,
  '20261121T1190_four_property_recheck': fourPropertyRecheck,
  '20261121T1191_barcode_pages': barcodePages,
  '20261121T1200_inspection_plan': inspectionPlan,
  '20261121T1210_checklists': checklists,
  '20261121T1220_onsite': onsite,
  '20261121T1230_closure': closure,
  '20261121T1280_text_without_engine': textWithoutEngine,
  '20261122T1240_major_event_records': majorEventRecords,
  '20261122T1241_material_deliveries': materialDeliveries,
  '20261122T1250_assessment': assessment,
  '20261122T1251_commendation': commendation,
  '20261122T1260_district': district,
  '20261122T1270_photo_withdrawal': photoWithdrawal,
  '20261122T1271_grant_registers': grantRegisters,
  '20261122T1272_outsourcing': outsourcing,
  '20261122T1273_safety': safety,
  '20261122T1300_registers': registers,
  '20261123T1310_courses': courses,
  '20261123T1311_enrolment': enrolment,
  '20261123T1312_training_record': trainingRecord,
  '20261123T1320_exams': exams,
  '20261123T1321_contests': contests,
  '20261123T1330_guidance_acts': guidanceActs,
  '20261123T1331_guidance_plan': guidancePlan,
  '20261123T1332_guidance_questions': guidanceQuestions,
  '20261123T1333_guidance_materials': guidanceMaterials,
  '20261123T1334_demonstration_sites': demonstrationSites,
  '20261123T1340_desk': desk,
  '20261123T1350_safety_reminders': safetyReminders,
  '20261123T1351_climate_under_grants': climateUnderGrants,
  '20261123T1352_supervision_reminders': supervisionReminders,
  '20261123T1353_media_duration': mediaDuration,
  '20261123T1360_annual_report': annualReport,
  '20261123T1370_register_engine': registerEngine,
  '20261123T1390_figure_reporting': figureReporting,
  '20261123T1400_second_levels': secondLevels,
  '20261123T1401_grids_of_volumes': gridsOfVolumes,
  '20261123T1410_record_lives': recordLives,
  '20261123T1411_search_labels': searchLabels,
  '20261123T1412_file_note': fileNote,
  '20261123T1420_scan_again': scanAgain,
  '20261123T1430_department_assessment': departmentAssessment,
  '20261123T1431_result_publication': resultPublication,
  '20261123T1432_creation_projects': creationProjects,
  '20261123T1440_registers_under_grants': registersUnderGrants,
  '20261123T1441_register_drafts': registerDrafts,
  '20261123T1442_reading_reservations': readingReservations,
  '20261123T1450_talents': talents,
  '20261123T1451_guidance_visits': guidanceVisits,
  '20261123T1460_statistical_returns': statisticalReturns,
  '20261123T1470_figure_places': figurePlaces,
  '20261123T1471_wall_links': wallLinks,
  '20261123T1472_year_close_and_reopening': yearClose,
  '20261123T1473_custom_figures': customFigures,
  '20261124T1000_fonds_history': fondsHistory,
  '20261124T1010_names_under_grants': namesUnderGrants,
  '20261124T1011_views_of_granted_search': viewsOfGrantedSearch,
  '20261124T1020_quarantine_release': quarantineRelease,
  '20261124T1021_text_reader': textReader,
  '20261124T1030_visits_told': visitsTold,
  '20261124T1031_outsourcing_reasons': outsourcingReasons,
  '20261124T1032_assessment_visit_notices': assessmentVisitNotices,
  '20261124T1033_department_sheet_files': departmentSheetFiles,
  '20261124T1040_sessions_of_plans_and_systems': sessionsOfPlans,
  '20261124T1041_rule_readings': ruleReadings,
  '20261124T1042_contest_rounds': contestRounds,
  '20261124T1050_exchanges_and_projects': exchangesAndProjects,
  '20261124T1051_unit_fields': unitFields,
  '20261124T1052_service_items': serviceItems,
  '20261124T1053_exhibition_texts': exhibitionTexts,
  '20261124T1060_own_figures_in_texts': ownFiguresInTexts,
  '20261124T1061_released_rows_under_grants': releasedRowsUnderGrants,
  '20261124T1070_departures': departures,
  '20261124T1071_successors': successors,
  '20261125T1000_second_level_walks': secondLevelWalks,
  '20261125T1010_file_looks': fileLooks,
  '20261125T1020_visit_guides': visitGuides,
  '20261125T1021_platform_receipts': platformReceipts,
  '20261125T1022_work_states': workStates,
  '20261125T1023_inspection_changes': inspectionChanges,
  '20261125T1024_work_state_calls': workStateCalls,
  '20261125T1030_partners_taught': partnersTaught,
  '20261125T1031_case_look_up': caseLookUp,
  '20261125T1032_expert_invitations': expertInvitations,
  '20261125T1033_guidance_attendees': guidanceAttendees,
  '20261125T1034_evaluations_of_sessions': evaluationsOfSessions,
  '20261125T1040_platform_figures': platformFigures,
  '20261125T1041_rows_of_releases': rowsOfReleases,
  '20261126T1010_asked_grants': askedGrants,
  '20261126T1011_joint_people': jointPeople,
  '20261126T1050_import_row_room': importRowRoom,
};

/** The newest migration that this code knows. */
export const SCHEMA_VERSION = Object.keys(MIGRATIONS).at(-1) ?? '';

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });

const setRolePasswords = async (db: Kysely<unknown>, adminUrl: string): Promise<void> => {
  const roles: DatabaseRole[] = ['lantai_app', 'lantai_reader', 'lantai_system'];
  for (const role of roles) {
    const password = rolePassword(adminUrl, role);
    await sql.raw(`alter role ${role} with password '${password}'`).execute(db);
  }
  const database = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  await sql`grant connect on database ${sql.id(database)} to lantai_app, lantai_reader, lantai_system`.execute(db);
};

/**
 * Brings the database behind the administrator's URL to the newest version.
 * @throws Error with code DATABASE_UNREACHABLE or DATABASE_NEWER.
 */
export const migrateToLatest = async (adminUrl: string): Promise<{ applied: string[] }> => {
  const pool = createPool(adminUrl, { max: 2 });
  const db = createDb(pool);
  try {
    await sql`select 1`.execute(db).catch((cause) => {
      throw failure('DATABASE_UNREACHABLE', cause instanceof Error ? cause.message : String(cause));
    });
    const known = await sql<{
      present: boolean;
    }>`select to_regclass('kysely_migration') is not null as present`.execute(db);
    if (known.rows[0]?.present) {
      const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
      const stranger = done.rows.find((row) => !(row.name in MIGRATIONS));
      if (stranger) {
        throw failure('DATABASE_NEWER', `migration ${stranger.name} is not known to this version`);
      }
    }
    const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) {
      throw error;
    }
    await setRolePasswords(db as unknown as Kysely<unknown>, adminUrl);
    return { applied: (results ?? []).map((result) => result.migrationName) };
  } finally {
    await db.destroy();
  }
};
