CREATE TABLE `case_facts` (
	`row_no` integer PRIMARY KEY NOT NULL,
	`facts` text NOT NULL,
	CONSTRAINT "case_facts_facts_check" CHECK(json_valid("case_facts"."facts"))
);
--> statement-breakpoint
CREATE TABLE `case_record` (
	`row_no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`number` text NOT NULL,
	`handling` text NOT NULL,
	`clock` text NOT NULL,
	`extension` text NOT NULL,
	`supervision` text NOT NULL,
	`referral` text NOT NULL,
	`machine_version` integer NOT NULL,
	`basin` text,
	`river` text,
	`reach` text,
	`bank` text,
	`town_code` text,
	`town_key` text NOT NULL,
	`town` text,
	`village` text,
	`place` text,
	`lon` real,
	`lat` real,
	`datum` text NOT NULL,
	`raw_coordinates` text,
	`outside_district` integer NOT NULL,
	`zones` text NOT NULL,
	`external_numbers` text NOT NULL,
	`source` text NOT NULL,
	`campaigns` text NOT NULL,
	`found_on` text NOT NULL,
	`found_time` text,
	`category` text NOT NULL,
	`item` text,
	`severity` text NOT NULL,
	`severity_proposed` text,
	`severity_reason` text,
	`description` text NOT NULL,
	`quantity_amount` real,
	`quantity_unit` text,
	`formed_period` text,
	`violator` text,
	`suspected_crime` integer NOT NULL,
	`chiefs` text NOT NULL,
	`responsible_unit` text,
	`responsible_person` text,
	`responsible_phone` text,
	`remarks` text,
	`finding_ids` text NOT NULL,
	`filed_on` text NOT NULL,
	`lead_unit` text,
	`co_units` text NOT NULL,
	`supervising_unit` text,
	`goal` text,
	`measures` text,
	`rectification_type` text NOT NULL,
	`assigned_on` text,
	`progress` text,
	`progress_on` text,
	`completed_on` text,
	`effects` text NOT NULL,
	`reviewed_on` text,
	`reviewer_name` text,
	`review_result` text,
	`notice_from` text,
	`notice_to` text,
	`closed_on` text,
	`closed_sort` text NOT NULL,
	`closure_number` text,
	`approver_name` text,
	`rebound_of_case_id` text,
	`rebound_of_number` text,
	`dues` text NOT NULL,
	`due_on` text,
	`due_sort` text NOT NULL,
	`gross_sort` text NOT NULL,
	`due_provisional` integer NOT NULL,
	`original_due_on` text,
	`rectification_due_on` text,
	`updated_at` integer NOT NULL,
	`search_text` text NOT NULL,
	CONSTRAINT "case_record_rev_check" CHECK("case_record"."rev" >= 1),
	CONSTRAINT "case_record_handling_check" CHECK("case_record"."handling" in ('pendingAssignment', 'pendingReceipt', 'rectifying.active', 'rectifying.staged', 'pendingReview', 'publicNotice', 'pendingClosure', 'pendingFiling', 'closed', 'monitored', 'withdrawn')),
	CONSTRAINT "case_record_clock_check" CHECK("case_record"."clock" in ('running', 'suspended')),
	CONSTRAINT "case_record_extension_check" CHECK("case_record"."extension" in ('none', 'requested', 'endorsed')),
	CONSTRAINT "case_record_supervision_check" CHECK("case_record"."supervision" in ('none', 'reminded', 'supervised', 'listed', 'interviewed')),
	CONSTRAINT "case_record_referral_check" CHECK("case_record"."referral" in ('none', 'requested', 'delivered', 'accepted', 'declined', 'concluded')),
	CONSTRAINT "case_record_town_key_check" CHECK("case_record"."town_key" = coalesce("case_record"."town_code", '')),
	CONSTRAINT "case_record_position_check" CHECK(("case_record"."lon" is null) = ("case_record"."lat" is null)),
	CONSTRAINT "case_record_datum_check" CHECK("case_record"."datum" in ('CGCS2000', 'WGS84', 'GCJ-02', 'BD-09', 'unknown')),
	CONSTRAINT "case_record_outside_district_check" CHECK("case_record"."outside_district" in (0, 1)),
	CONSTRAINT "case_record_zones_check" CHECK(json_valid("case_record"."zones")),
	CONSTRAINT "case_record_external_numbers_check" CHECK(json_valid("case_record"."external_numbers")),
	CONSTRAINT "case_record_campaigns_check" CHECK(json_valid("case_record"."campaigns")),
	CONSTRAINT "case_record_found_on_check" CHECK("case_record"."found_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_found_time_check" CHECK("case_record"."found_time" glob '[0-2][0-9]:[0-5][0-9]'),
	CONSTRAINT "case_record_category_check" CHECK("case_record"."category" in ('occupation', 'mining', 'dumping', 'building', 'other')),
	CONSTRAINT "case_record_severity_check" CHECK("case_record"."severity" in ('general', 'serious', 'major')),
	CONSTRAINT "case_record_severity_proposed_check" CHECK("case_record"."severity_proposed" in ('general', 'serious', 'major')),
	CONSTRAINT "case_record_quantity_check" CHECK(("case_record"."quantity_amount" is null) = ("case_record"."quantity_unit" is null)),
	CONSTRAINT "case_record_suspected_crime_check" CHECK("case_record"."suspected_crime" in (0, 1)),
	CONSTRAINT "case_record_chiefs_check" CHECK(json_valid("case_record"."chiefs")),
	CONSTRAINT "case_record_finding_ids_check" CHECK(json_valid("case_record"."finding_ids")),
	CONSTRAINT "case_record_co_units_check" CHECK(json_valid("case_record"."co_units")),
	CONSTRAINT "case_record_effects_check" CHECK(json_valid("case_record"."effects")),
	CONSTRAINT "case_record_dues_check" CHECK(json_valid("case_record"."dues")),
	CONSTRAINT "case_record_rectification_type_check" CHECK("case_record"."rectification_type" in ('immediate', 'timeLimited', 'staged', 'longTerm')),
	CONSTRAINT "case_record_review_result_check" CHECK("case_record"."review_result" in ('passed', 'rejected')),
	CONSTRAINT "case_record_due_provisional_check" CHECK("case_record"."due_provisional" in (0, 1)),
	CONSTRAINT "case_record_rebound_check" CHECK(("case_record"."rebound_of_case_id" is null) = ("case_record"."rebound_of_number" is null)),
	CONSTRAINT "case_record_due_sort_check" CHECK("case_record"."due_sort" = coalesce("case_record"."due_on", '9999-12-31')),
	CONSTRAINT "case_record_closed_sort_check" CHECK("case_record"."closed_sort" = coalesce("case_record"."closed_on", '9999-12-31')),
	CONSTRAINT "case_record_filed_on_check" CHECK("case_record"."filed_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_assigned_on_check" CHECK("case_record"."assigned_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_progress_on_check" CHECK("case_record"."progress_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_completed_on_check" CHECK("case_record"."completed_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_reviewed_on_check" CHECK("case_record"."reviewed_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_notice_from_check" CHECK("case_record"."notice_from" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_notice_to_check" CHECK("case_record"."notice_to" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_closed_on_check" CHECK("case_record"."closed_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_due_on_check" CHECK("case_record"."due_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_gross_sort_check" CHECK("case_record"."gross_sort" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_original_due_on_check" CHECK("case_record"."original_due_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "case_record_rectification_due_on_check" CHECK("case_record"."rectification_due_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_record_id_idx` ON `case_record` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `case_record_number_idx` ON `case_record` (`number`);--> statement-breakpoint
CREATE INDEX `case_record_by_due_idx` ON `case_record` (`due_sort`);--> statement-breakpoint
CREATE INDEX `case_record_by_filed_idx` ON `case_record` (`filed_on`);--> statement-breakpoint
CREATE INDEX `case_record_by_found_idx` ON `case_record` (`found_on`);--> statement-breakpoint
CREATE INDEX `case_record_by_closed_idx` ON `case_record` (`closed_sort`);--> statement-breakpoint
CREATE INDEX `case_record_by_updated_idx` ON `case_record` (`updated_at`);--> statement-breakpoint
CREATE INDEX `case_record_by_state_due_idx` ON `case_record` (`handling`,`due_sort`,`row_no`,`town_key`,`category`,`severity`,`source`,`lead_unit`,`river`,`found_on`);--> statement-breakpoint
CREATE INDEX `case_record_by_state_filed_idx` ON `case_record` (`handling`,`filed_on`,`row_no`,`town_key`,`category`,`severity`,`source`,`lead_unit`,`river`,`due_sort`,`found_on`);--> statement-breakpoint
CREATE INDEX `case_record_by_state_found_idx` ON `case_record` (`handling`,`found_on`,`row_no`,`town_key`,`category`,`severity`,`source`,`lead_unit`,`river`,`due_sort`);--> statement-breakpoint
CREATE INDEX `case_record_by_state_number_idx` ON `case_record` (`handling`,`number`,`row_no`,`town_key`,`category`,`severity`,`source`,`lead_unit`,`river`,`due_sort`,`found_on`);--> statement-breakpoint
CREATE INDEX `case_record_by_state_closed_idx` ON `case_record` (`handling`,`closed_sort`,`row_no`,`town_key`,`category`,`severity`,`source`,`lead_unit`,`river`,`due_sort`,`found_on`);--> statement-breakpoint
CREATE INDEX `case_record_by_state_updated_idx` ON `case_record` (`handling`,`updated_at`,`row_no`,`town_key`,`category`,`severity`,`source`,`lead_unit`,`river`,`due_sort`,`found_on`);--> statement-breakpoint
CREATE INDEX `case_record_by_town_idx` ON `case_record` (`town_key`,`category`,`handling`,`due_sort`);--> statement-breakpoint
CREATE INDEX `case_record_by_tally_idx` ON `case_record` (`town_key`,`category`,`handling`,`severity`,`source`,`due_sort`,`found_on`,`filed_on`,`closed_sort`,`updated_at`,`number`,`lead_unit`,`river`);--> statement-breakpoint
CREATE INDEX `case_record_by_river_idx` ON `case_record` (`river`,`handling`,`town_key`,`category`,`severity`,`source`,`lead_unit`);--> statement-breakpoint
CREATE INDEX `case_record_by_unit_idx` ON `case_record` (`lead_unit`,`handling`,`town_key`,`category`,`severity`,`source`,`river`);--> statement-breakpoint
CREATE INDEX `case_record_by_campaign_idx` ON `case_record` (`campaigns`,`handling`,`town_key`,`category`,`severity`,`source`,`lead_unit`,`river`);--> statement-breakpoint
CREATE INDEX `case_record_by_region_idx` ON `case_record` (`clock`,`extension`,`supervision`,`referral`,`handling`,`due_sort`,`town_key`,`category`,`severity`,`source`,`lead_unit`,`river`,`found_on`,`filed_on`) WHERE clock <> 'running' or extension <> 'none' or supervision <> 'none' or referral <> 'none';--> statement-breakpoint
CREATE INDEX `case_record_by_gross_idx` ON `case_record` (`gross_sort`,`handling`,`town_key`,`category`,`severity`,`source`,`lead_unit`,`river`,`due_sort`);--> statement-breakpoint
CREATE INDEX `case_record_by_position_idx` ON `case_record` (`lat`,`lon`);--> statement-breakpoint
CREATE INDEX `case_record_by_rebound_idx` ON `case_record` (`rebound_of_case_id`) WHERE rebound_of_case_id is not null;--> statement-breakpoint
CREATE TABLE `document_case` (
	`document_id` text NOT NULL,
	`case_id` text NOT NULL,
	`place` integer NOT NULL,
	PRIMARY KEY(`document_id`, `case_id`),
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `document_case_by_case_idx` ON `document_case` (`case_id`);--> statement-breakpoint
CREATE TABLE `document` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`actor_name` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`number` text,
	`agency` text,
	`year` integer,
	`serial` integer,
	`format` text NOT NULL,
	`template_id` text,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`file_size` integer NOT NULL,
	`missing` text NOT NULL,
	CONSTRAINT "document_kind_check" CHECK("document"."kind" in ('assignment', 'supervision', 'extension', 'review', 'closure', 'notice', 'working')),
	CONSTRAINT "document_format_check" CHECK("document"."format" in ('docx', 'pdf')),
	CONSTRAINT "document_series_check" CHECK(("document"."agency" is null) = ("document"."serial" is null)),
	CONSTRAINT "document_file_size_check" CHECK("document"."file_size" >= 0),
	CONSTRAINT "document_missing_check" CHECK(json_valid("document"."missing"))
);
--> statement-breakpoint
CREATE INDEX `document_at_idx` ON `document` (`at`);--> statement-breakpoint
CREATE INDEX `document_number_idx` ON `document` (`number`) WHERE number is not null;--> statement-breakpoint
CREATE INDEX `document_series_idx` ON `document` (`agency`,`year`,`serial`);--> statement-breakpoint
CREATE TABLE `document_template` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`file_size` integer NOT NULL,
	`fields` text NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` text NOT NULL,
	`active` integer NOT NULL,
	CONSTRAINT "document_template_kind_check" CHECK("document_template"."kind" in ('assignment', 'supervision', 'extension', 'review', 'closure', 'notice', 'working')),
	CONSTRAINT "document_template_sha256_check" CHECK(length("document_template"."sha256") = 64),
	CONSTRAINT "document_template_fields_check" CHECK(json_valid("document_template"."fields")),
	CONSTRAINT "document_template_active_check" CHECK("document_template"."active" in (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `document_template_version_idx` ON `document_template` (`kind`,`name`,`version`);--> statement-breakpoint
CREATE TABLE `chain_head` (
	`device` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`seal` text NOT NULL,
	CONSTRAINT "chain_head_seq_check" CHECK("chain_head"."seq" >= 0),
	CONSTRAINT "chain_head_hash_check" CHECK(length("chain_head"."hash") = 64)
);
--> statement-breakpoint
CREATE TABLE `event_log` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`device` text NOT NULL,
	`device_seq` integer NOT NULL,
	`aggregate` text NOT NULL,
	`aggregate_id` text NOT NULL,
	`rev` integer NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`actor` text NOT NULL,
	`actor_name` text NOT NULL,
	`at` integer NOT NULL,
	`business_date` text NOT NULL,
	`machine_version` integer NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	CONSTRAINT "event_log_device_seq_check" CHECK("event_log"."device_seq" >= 1),
	CONSTRAINT "event_log_aggregate_check" CHECK("event_log"."aggregate" in ('finding', 'case', 'calendar', 'importBatch', 'export', 'report', 'log', 'document', 'documentTemplate', 'severityRules')),
	CONSTRAINT "event_log_rev_check" CHECK("event_log"."rev" >= 1),
	CONSTRAINT "event_log_payload_check" CHECK(json_valid("event_log"."payload")),
	CONSTRAINT "event_log_business_date_check" CHECK("event_log"."business_date" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "event_log_prev_hash_check" CHECK(length("event_log"."prev_hash") = 64),
	CONSTRAINT "event_log_hash_check" CHECK(length("event_log"."hash") = 64)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_log_id_idx` ON `event_log` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `event_log_device_idx` ON `event_log` (`device`,`device_seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `event_log_aggregate_idx` ON `event_log` (`aggregate_id`,`rev`);--> statement-breakpoint
CREATE INDEX `event_log_by_actor_idx` ON `event_log` (`actor`,`aggregate_id`) WHERE aggregate = 'case' and type <> 'case.deadlinesRestated';--> statement-breakpoint
CREATE TABLE `finding_external_number` (
	`number` text NOT NULL,
	`finding_id` text NOT NULL,
	PRIMARY KEY(`number`, `finding_id`)
);
--> statement-breakpoint
CREATE INDEX `finding_external_number_finding_idx` ON `finding_external_number` (`finding_id`);--> statement-breakpoint
CREATE TABLE `finding` (
	`row_no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`rev` integer NOT NULL,
	`number` text NOT NULL,
	`state` text NOT NULL,
	`basin` text,
	`river` text,
	`reach` text,
	`bank` text,
	`town_code` text,
	`town_key` text NOT NULL,
	`town` text,
	`village` text,
	`place` text,
	`lon` real,
	`lat` real,
	`datum` text NOT NULL,
	`raw_coordinates` text,
	`outside_district` integer NOT NULL,
	`zones` text NOT NULL,
	`external_numbers` text NOT NULL,
	`source` text NOT NULL,
	`campaigns` text NOT NULL,
	`found_on` text NOT NULL,
	`found_time` text,
	`category` text NOT NULL,
	`item` text,
	`severity` text NOT NULL,
	`severity_proposed` text,
	`severity_reason` text,
	`description` text NOT NULL,
	`quantity_amount` real,
	`quantity_unit` text,
	`formed_period` text,
	`violator` text,
	`suspected_crime` integer NOT NULL,
	`chiefs` text NOT NULL,
	`responsible_unit` text,
	`responsible_person` text,
	`responsible_phone` text,
	`remarks` text,
	`case_id` text,
	`merged_into_kind` text,
	`merged_into_id` text,
	`verdict` text,
	`transfer_to` text,
	`transfer_letter` text,
	`transfer_reply_due_on` text,
	`before_photos` integer NOT NULL,
	`after_photos` integer NOT NULL,
	`batch_id` text,
	`source_row` integer,
	`worked` integer NOT NULL,
	`registered_on` text NOT NULL,
	`updated_at` integer NOT NULL,
	`search_text` text NOT NULL,
	CONSTRAINT "finding_rev_check" CHECK("finding"."rev" >= 1),
	CONSTRAINT "finding_state_check" CHECK("finding"."state" in ('pendingVerification', 'confirmed', 'filed', 'unfounded', 'transferred', 'fixedOnSpot', 'merged', 'withdrawn')),
	CONSTRAINT "finding_town_key_check" CHECK("finding"."town_key" = coalesce("finding"."town_code", '')),
	CONSTRAINT "finding_position_check" CHECK(("finding"."lon" is null) = ("finding"."lat" is null)),
	CONSTRAINT "finding_datum_check" CHECK("finding"."datum" in ('CGCS2000', 'WGS84', 'GCJ-02', 'BD-09', 'unknown')),
	CONSTRAINT "finding_outside_district_check" CHECK("finding"."outside_district" in (0, 1)),
	CONSTRAINT "finding_zones_check" CHECK(json_valid("finding"."zones")),
	CONSTRAINT "finding_external_numbers_check" CHECK(json_valid("finding"."external_numbers")),
	CONSTRAINT "finding_campaigns_check" CHECK(json_valid("finding"."campaigns")),
	CONSTRAINT "finding_found_on_check" CHECK("finding"."found_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "finding_found_time_check" CHECK("finding"."found_time" glob '[0-2][0-9]:[0-5][0-9]'),
	CONSTRAINT "finding_category_check" CHECK("finding"."category" in ('occupation', 'mining', 'dumping', 'building', 'other')),
	CONSTRAINT "finding_severity_check" CHECK("finding"."severity" in ('general', 'serious', 'major')),
	CONSTRAINT "finding_severity_proposed_check" CHECK("finding"."severity_proposed" in ('general', 'serious', 'major')),
	CONSTRAINT "finding_quantity_check" CHECK(("finding"."quantity_amount" is null) = ("finding"."quantity_unit" is null)),
	CONSTRAINT "finding_suspected_crime_check" CHECK("finding"."suspected_crime" in (0, 1)),
	CONSTRAINT "finding_chiefs_check" CHECK(json_valid("finding"."chiefs")),
	CONSTRAINT "finding_merged_into_kind_check" CHECK("finding"."merged_into_kind" in ('finding', 'case')),
	CONSTRAINT "finding_merged_into_check" CHECK(("finding"."merged_into_kind" is null) = ("finding"."merged_into_id" is null)),
	CONSTRAINT "finding_transfer_check" CHECK(("finding"."transfer_to" is null) = ("finding"."transfer_letter" is null) and ("finding"."transfer_to" is null) = ("finding"."transfer_reply_due_on" is null)),
	CONSTRAINT "finding_transfer_reply_due_on_check" CHECK("finding"."transfer_reply_due_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "finding_registered_on_check" CHECK("finding"."registered_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "finding_before_photos_check" CHECK("finding"."before_photos" >= 0),
	CONSTRAINT "finding_after_photos_check" CHECK("finding"."after_photos" >= 0),
	CONSTRAINT "finding_worked_check" CHECK("finding"."worked" in (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `finding_id_idx` ON `finding` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `finding_number_idx` ON `finding` (`number`);--> statement-breakpoint
CREATE INDEX `finding_by_found_idx` ON `finding` (`found_on`);--> statement-breakpoint
CREATE INDEX `finding_by_registered_idx` ON `finding` (`registered_on`);--> statement-breakpoint
CREATE INDEX `finding_by_updated_idx` ON `finding` (`updated_at`);--> statement-breakpoint
CREATE INDEX `finding_by_state_number_idx` ON `finding` (`state`,`number`,`row_no`,`town_key`,`category`,`severity`,`source`,`river`,`found_on`,`registered_on`);--> statement-breakpoint
CREATE INDEX `finding_by_state_found_idx` ON `finding` (`state`,`found_on`,`row_no`,`town_key`,`category`,`severity`,`source`,`river`,`registered_on`);--> statement-breakpoint
CREATE INDEX `finding_by_state_registered_idx` ON `finding` (`state`,`registered_on`,`row_no`,`town_key`,`category`,`severity`,`source`,`river`,`found_on`);--> statement-breakpoint
CREATE INDEX `finding_by_state_updated_idx` ON `finding` (`state`,`updated_at`,`row_no`,`town_key`,`category`,`severity`,`source`,`river`,`found_on`,`registered_on`);--> statement-breakpoint
CREATE INDEX `finding_by_town_idx` ON `finding` (`town_key`,`category`,`state`,`found_on`);--> statement-breakpoint
CREATE INDEX `finding_by_tally_idx` ON `finding` (`town_key`,`category`,`state`,`severity`,`source`,`found_on`,`registered_on`,`updated_at`,`number`,`river`);--> statement-breakpoint
CREATE INDEX `finding_by_river_idx` ON `finding` (`river`,`state`,`town_key`,`category`,`severity`,`source`);--> statement-breakpoint
CREATE INDEX `finding_by_position_idx` ON `finding` (`lat`,`lon`);--> statement-breakpoint
CREATE INDEX `finding_by_batch_idx` ON `finding` (`batch_id`,`state`,`town_key`,`category`,`severity`,`source`,`river`,`worked`) WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX `finding_by_campaign_idx` ON `finding` (`campaigns`,`state`,`town_key`,`category`,`severity`,`source`,`river`);--> statement-breakpoint
CREATE INDEX `finding_by_merged_idx` ON `finding` (`merged_into_id`) WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX `finding_by_case_idx` ON `finding` (`case_id`) WHERE case_id is not null;--> statement-breakpoint
CREATE TABLE `import_batch` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`file_size` integer NOT NULL,
	`sheet` text NOT NULL,
	`state` text NOT NULL,
	`counts` text NOT NULL,
	`created_at` integer NOT NULL,
	`actor` text NOT NULL,
	`undone_at` integer,
	CONSTRAINT "import_batch_file_size_check" CHECK("import_batch"."file_size" >= 0),
	CONSTRAINT "import_batch_state_check" CHECK("import_batch"."state" in ('staged', 'committed', 'undone')),
	CONSTRAINT "import_batch_counts_check" CHECK(json_valid("import_batch"."counts"))
);
--> statement-breakpoint
CREATE INDEX `import_batch_file_idx` ON `import_batch` (`file_hash`);--> statement-breakpoint
CREATE INDEX `import_batch_created_idx` ON `import_batch` (`created_at`);--> statement-breakpoint
CREATE TABLE `import_row_link` (
	`batch_id` text NOT NULL,
	`finding_id` text NOT NULL,
	`source_row` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`file_fingerprint` text,
	`effect` text NOT NULL,
	PRIMARY KEY(`batch_id`, `source_row`),
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "import_row_link_effect_check" CHECK("import_row_link"."effect" in ('created', 'updated', 'linked', 'unchanged'))
);
--> statement-breakpoint
CREATE INDEX `import_row_link_effect_idx` ON `import_row_link` (`batch_id`,`effect`,`source_row`);--> statement-breakpoint
CREATE INDEX `import_row_link_finding_idx` ON `import_row_link` (`finding_id`);--> statement-breakpoint
CREATE INDEX `import_row_link_fingerprint_idx` ON `import_row_link` (`fingerprint`);--> statement-breakpoint
CREATE INDEX `import_row_link_file_fingerprint_idx` ON `import_row_link` (`file_fingerprint`) WHERE file_fingerprint is not null;--> statement-breakpoint
CREATE TABLE `backup_log` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`path` text NOT NULL,
	`size` integer NOT NULL,
	`hash` text NOT NULL,
	`events` integer NOT NULL,
	`findings` integer NOT NULL,
	`cases` integer NOT NULL,
	`head_seq` integer NOT NULL,
	`head_hash` text NOT NULL,
	`proved` integer NOT NULL,
	CONSTRAINT "backup_log_proved_check" CHECK("backup_log"."proved" in (0, 1))
);
--> statement-breakpoint
CREATE INDEX `backup_log_at_idx` ON `backup_log` (`at`);--> statement-breakpoint
CREATE TABLE `export_definition` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`spec` text NOT NULL,
	`shared` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "export_definition_spec_check" CHECK(json_valid("export_definition"."spec")),
	CONSTRAINT "export_definition_shared_check" CHECK("export_definition"."shared" in (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `export_definition_name_idx` ON `export_definition` (`account_id`,`name`);--> statement-breakpoint
CREATE TABLE `export_log` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`actor_name` text NOT NULL,
	`ledger` text NOT NULL,
	`ledger_version` integer NOT NULL,
	`filter` text NOT NULL,
	`filter_text` text NOT NULL,
	`columns` text,
	`photos` integer NOT NULL,
	`privacy` text NOT NULL,
	`report_id` text,
	`for_editing` integer NOT NULL,
	`scope` text,
	`sending_id` text,
	`rows` integer NOT NULL,
	`rows_hash` text NOT NULL,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`device` text NOT NULL,
	`head_seq` integer NOT NULL,
	`head_hash` text NOT NULL,
	CONSTRAINT "export_log_filter_check" CHECK(json_valid("export_log"."filter")),
	CONSTRAINT "export_log_columns_check" CHECK(json_valid("export_log"."columns")),
	CONSTRAINT "export_log_photos_check" CHECK("export_log"."photos" in (0, 1)),
	CONSTRAINT "export_log_for_editing_check" CHECK("export_log"."for_editing" in (0, 1)),
	CONSTRAINT "export_log_scope_check" CHECK(json_valid("export_log"."scope")),
	CONSTRAINT "export_log_privacy_check" CHECK("export_log"."privacy" in ('standard', 'full')),
	CONSTRAINT "export_log_rows_check" CHECK("export_log"."rows" >= 0),
	CONSTRAINT "export_log_rows_hash_check" CHECK(length("export_log"."rows_hash") = 64)
);
--> statement-breakpoint
CREATE INDEX `export_log_at_idx` ON `export_log` (`at`);--> statement-breakpoint
CREATE TABLE `period_report` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`as_of` text NOT NULL,
	`taken_at` integer NOT NULL,
	`actor` text NOT NULL,
	`actor_name` text NOT NULL,
	`figures` text NOT NULL,
	`figures_hash` text NOT NULL,
	`device` text NOT NULL,
	`head_seq` integer NOT NULL,
	`head_hash` text NOT NULL,
	CONSTRAINT "period_report_kind_check" CHECK("period_report"."kind" in ('week', 'month')),
	CONSTRAINT "period_report_from_on_check" CHECK("period_report"."from_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "period_report_to_on_check" CHECK("period_report"."to_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "period_report_as_of_check" CHECK("period_report"."as_of" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "period_report_figures_check" CHECK(json_valid("period_report"."figures")),
	CONSTRAINT "period_report_figures_hash_check" CHECK(length("period_report"."figures_hash") = 64)
);
--> statement-breakpoint
CREATE INDEX `period_report_period_idx` ON `period_report` (`kind`,`from_on`,`taken_at`);--> statement-breakpoint
CREATE TABLE `distinct_pair` (
	`first_id` text NOT NULL,
	`second_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`first_id`, `second_id`),
	CONSTRAINT "distinct_pair_order_check" CHECK("distinct_pair"."first_id" < "distinct_pair"."second_id")
);
--> statement-breakpoint
CREATE INDEX `distinct_pair_second_idx` ON `distinct_pair` (`second_id`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`name` text NOT NULL,
	`post` text,
	`phone` text,
	`active` integer NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "person_active_check" CHECK("person"."active" in (0, 1))
);
--> statement-breakpoint
CREATE INDEX `person_unit_idx` ON `person` (`unit_id`);--> statement-breakpoint
CREATE TABLE `reach` (
	`id` text PRIMARY KEY NOT NULL,
	`river` text NOT NULL,
	`name` text NOT NULL,
	`town_code` text,
	`village` text,
	`chief_name` text,
	`chief_post` text,
	`chief_phone` text,
	`level` text NOT NULL,
	`active` integer NOT NULL,
	CONSTRAINT "reach_level_check" CHECK("reach"."level" in ('city', 'district', 'town', 'village')),
	CONSTRAINT "reach_active_check" CHECK("reach"."active" in (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reach_name_idx` ON `reach` (`river`,`name`,`level`);--> statement-breakpoint
CREATE INDEX `reach_town_idx` ON `reach` (`town_code`);--> statement-breakpoint
CREATE TABLE `unit` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`kind` text NOT NULL,
	`active` integer NOT NULL,
	CONSTRAINT "unit_aliases_check" CHECK(json_valid("unit"."aliases")),
	CONSTRAINT "unit_kind_check" CHECK("unit"."kind" in ('bureau', 'town', 'village', 'enterprise', 'other')),
	CONSTRAINT "unit_active_check" CHECK("unit"."active" in (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unit_name_idx` ON `unit` (`name`);--> statement-breakpoint
CREATE TABLE `preference` (
	`account_id` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`account_id`, `key`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "preference_value_check" CHECK(json_valid("preference"."value"))
);
--> statement-breakpoint
CREATE TABLE `saved_view` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`list` text NOT NULL,
	`name` text NOT NULL,
	`spec` text NOT NULL,
	`shared` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "saved_view_list_check" CHECK("saved_view"."list" in ('case', 'finding')),
	CONSTRAINT "saved_view_spec_check" CHECK(json_valid("saved_view"."spec")),
	CONSTRAINT "saved_view_shared_check" CHECK("saved_view"."shared" in (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_view_name_idx` ON `saved_view` (`account_id`,`list`,`name`);--> statement-breakpoint
CREATE INDEX `saved_view_list_idx` ON `saved_view` (`list`);--> statement-breakpoint
CREATE TABLE `photo` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`role` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`size` integer NOT NULL,
	`taken_at` text,
	`lon` real,
	`lat` real,
	`added_at` integer NOT NULL,
	CONSTRAINT "photo_owner_kind_check" CHECK("photo"."owner_kind" in ('finding', 'case')),
	CONSTRAINT "photo_role_check" CHECK("photo"."role" in ('before', 'during', 'after', 'review', 'other')),
	CONSTRAINT "photo_size_check" CHECK("photo"."size" >= 0)
);
--> statement-breakpoint
CREATE INDEX `photo_owner_idx` ON `photo` (`owner_kind`,`owner_id`);--> statement-breakpoint
CREATE INDEX `photo_sha256_idx` ON `photo` (`sha256`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`login` text NOT NULL,
	`display_name` text NOT NULL,
	`role` text NOT NULL,
	`active` integer NOT NULL,
	`created_at` integer NOT NULL,
	`password_hash` text,
	CONSTRAINT "account_role_check" CHECK("account"."role" in ('clerk', 'supervisor', 'inspector', 'administrator')),
	CONSTRAINT "account_active_check" CHECK("account"."active" in (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_login_idx` ON `account` (`login`);--> statement-breakpoint
CREATE TABLE `holiday_notice` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`document_number` text NOT NULL,
	`title` text NOT NULL,
	`issued_on` text NOT NULL,
	`source` text NOT NULL,
	`supersedes` text,
	`days` text NOT NULL,
	`loaded_at` integer NOT NULL,
	CONSTRAINT "holiday_notice_issued_on_check" CHECK("holiday_notice"."issued_on" glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
	CONSTRAINT "holiday_notice_days_check" CHECK(json_valid("holiday_notice"."days"))
);
--> statement-breakpoint
CREATE INDEX `holiday_notice_year_idx` ON `holiday_notice` (`year`);--> statement-breakpoint
CREATE TABLE `number_counter` (
	`kind` text NOT NULL,
	`year` integer NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`kind`, `year`),
	CONSTRAINT "number_counter_kind_check" CHECK("number_counter"."kind" in ('finding', 'case'))
);
--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	CONSTRAINT "setting_value_check" CHECK(json_valid("setting"."value"))
);
--> statement-breakpoint
CREATE TABLE `search_state` (
	`kind` text PRIMARY KEY NOT NULL,
	`indexed_through` integer NOT NULL,
	`version` integer NOT NULL,
	CONSTRAINT "search_state_kind_check" CHECK("search_state"."kind" in ('finding', 'case')),
	CONSTRAINT "search_state_indexed_through_check" CHECK("search_state"."indexed_through" >= 0),
	CONSTRAINT "search_state_version_check" CHECK("search_state"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE `case_tally` (
	`town_key` text NOT NULL,
	`category` text NOT NULL,
	`handling` text NOT NULL,
	`severity` text NOT NULL,
	`source` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`town_key`, `category`, `handling`, `severity`, `source`)
);
--> statement-breakpoint
CREATE INDEX `case_tally_by_state_idx` ON `case_tally` (`handling`,`category`,`severity`,`source`,`town_key`,`n`);--> statement-breakpoint
CREATE TABLE `finding_tally` (
	`town_key` text NOT NULL,
	`category` text NOT NULL,
	`state` text NOT NULL,
	`severity` text NOT NULL,
	`source` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`town_key`, `category`, `state`, `severity`, `source`)
);
--> statement-breakpoint
CREATE INDEX `finding_tally_by_state_idx` ON `finding_tally` (`state`,`category`,`severity`,`source`,`town_key`,`n`);