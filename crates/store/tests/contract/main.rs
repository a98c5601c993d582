//! What every back end must do, and what SQLite does besides.
//!
//! The functions of the modules below take a [`Bench`] and know no back end. A second back end writes a `Bench` of its own and
//! one more `contract!` at the end of this file.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that it did not expect"
)]

mod applying;
mod bench;
mod durability;
mod model_check;
mod sqlite_files;

use bench::Bench;

/// One `#[test]` for each function of the contract.
macro_rules! contract {
    ($backend:ident, $bench:expr, $($module:ident::{$($name:ident),+ $(,)?})+) => {
        mod $backend {
            $($(
                #[test]
                fn $name() {
                    crate::$module::$name(&$bench);
                }
            )+)+
        }
    };
}

contract! {
    sqlite, crate::Bench::sqlite(),
    applying::{
        a_new_database_is_empty,
        one_record_is_found_by_its_id_as_long_as_it_stands,
        the_same_batch_twice_writes_nothing,
        what_a_newer_file_leaves_out_becomes_inactive,
        what_comes_back_is_reactivated,
        a_refused_row_is_neither_updated_nor_vanished,
        only_the_kinds_of_the_batch_can_vanish,
        another_source_keeps_its_records,
        an_id_of_another_source_is_refused_and_nothing_is_written,
        an_inactive_id_can_pass_to_another_source,
        an_id_repeated_in_one_batch_is_refused_and_nothing_is_written,
        a_plan_counts_the_same_and_writes_nothing,
        records_come_in_the_order_of_their_bytes,
        coordinates_come_back_to_the_last_digit,
        the_district_is_kept_and_logged_once,
        the_log_says_what_happened_in_order,
        the_log_keeps_no_answers_of_families,
        imports_are_logged_with_their_files,
        origins_tell_the_source_and_the_last_two_changes,
    }
    durability::{
        the_logs_cannot_be_rewritten,
        what_was_applied_is_there_after_opening_again,
        a_second_connection_sees_what_was_committed,
        two_processes_may_open_a_new_database_at_once,
        a_backup_is_of_one_moment_while_another_connection_writes,
        a_backup_never_writes_over_a_file,
        a_hundred_thousand_responses_take_seconds,
    }
    model_check::{any_run_of_batches_agrees_with_a_plain_map}
}
