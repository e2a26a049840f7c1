import { index, route, type RouteConfig } from "@remix-run/route-config";

export default [
  // Anyone
  index("cohorts/routes/home.tsx"),
  route("privacy", "cohorts/routes/privacy.tsx"),
  route("accessibility", "cohorts/routes/accessibility.tsx"),

  // Getting in and out, and one's own account
  route("language", "accounts/routes/language.tsx"),
  route("signup", "accounts/routes/signup.tsx"),
  route("signup/confirmation/:token", "accounts/routes/confirmation.tsx"),
  route("login", "accounts/routes/login.tsx"),
  route("logout", "accounts/routes/logout.tsx"),
  route("recover", "accounts/routes/recover.tsx"),
  route("recover/:token", "accounts/routes/recovery.tsx"),
  route("invitation/:token", "accounts/routes/invitation.tsx"),
  route("home", "accounts/routes/landing.tsx"),
  route("account", "accounts/routes/account.tsx"),
  route("account/password", "accounts/routes/password.tsx"),
  route("account/erasure", "applying/routes/account-erasure.tsx"),
  route("account/sessions/:id/end", "accounts/routes/session-end.tsx"),

  // An applicant: draft, submission, status
  route("apply", "applying/routes/apply.tsx"),
  route("application", "applying/routes/application.tsx"),
  route("application/form/:section", "applying/routes/section.tsx"),
  route("application/form/:section/draft", "applying/routes/draft.tsx"),
  route("application/form/:section/files", "applying/routes/upload.tsx"),
  route("application/uploads", "applying/routes/resumable.ts"),
  route("application/uploads/:id", "applying/routes/resumable-upload.ts"),
  route("application/files/:id", "applying/routes/file.tsx"),
  route("application/files/:id/removal", "applying/routes/file-removal.tsx"),
  route("application/review", "applying/routes/review.tsx"),
  route("application/submission", "applying/routes/submission.tsx"),
  route("application/receipt", "applying/routes/receipt.tsx"),
  route("application/receipt/record.json", "applying/routes/record.ts"),
  route("application/reminders", "applying/routes/reminders.ts"),
  route("reminders/:token", "applying/routes/reminder-switch.tsx"),
  route("application/reopening", "applying/routes/reopening.tsx"),
  route("application/readers", "applying/routes/unwanted-readers.tsx"),
  route("application/withdrawal", "applying/routes/withdrawal.tsx"),

  // An applicant: referees and messages; and a referee, by their link alone
  route("application/referees", "applying/routes/referees.tsx"),
  route("application/referees/new", "applying/routes/referee-new.tsx"),
  route("application/referees/:id", "applying/routes/referee.tsx"),
  route("application/referees/:id/removal", "applying/routes/referee-removal.ts"),
  route("application/referees/:id/request", "applying/routes/referee-request.ts"),
  route("application/referees/:id/request/withdrawal", "applying/routes/referee-request-withdrawal.ts"),
  route("application/messages", "applying/routes/messages.tsx"),
  route("reference/:token", "applying/routes/reference.tsx"),
  route("reference/:token/refusal", "applying/routes/reference-refusal.ts"),
  route("reference/:token/retraction", "applying/routes/reference-retraction.ts"),

  // An applicant: interview and offer
  route("application/offer", "selection/routes/offer.tsx"),

  // A panelist
  route("panel", "selection/routes/panel.tsx"),
  route("panel/agreement", "selection/routes/panel-agreement.tsx"),
  route("panel/profile", "selection/routes/panel-profile.tsx"),
  route("panel/:code", "selection/routes/reading.tsx"),
  route("panel/:code/draft", "selection/routes/reading-draft.ts"),
  route("panel/:code/submission", "selection/routes/reading-submission.tsx"),
  route("panel/:code/conflict", "selection/routes/reading-conflict.tsx"),

  // A fellow: the programme and its calendar
  route("programme", "programme/routes/programme.tsx"),
  route("programme/week/:n", "programme/routes/week.tsx"),
  route("programme/sessions/:id", "programme/routes/session.tsx"),
  route("programme/calendar", "programme/routes/calendar.tsx"),
  route("programme/people", "programme/routes/people.tsx"),
  route("programme/subscription", "programme/routes/subscription.tsx"),
  route("programme/subscription/revocation", "programme/routes/subscription-revocation.ts"),
  route("calendar/:token.ics", "programme/routes/feed.ts"),

  // A fellow: feedback
  route("feedback", "feedback/routes/feedback.tsx"),
  route("feedback/:id", "feedback/routes/pulse.tsx"),

  // A facilitator or mentor
  route("facilitating", "feedback/routes/facilitating.tsx"),

  // A coordinator: all editions
  route("office", "office/routes/overview.tsx"),
  route("office/editions/new", "cohorts/routes/new-edition.tsx"),

  // A coordinator: an edition's call and applications
  route("office/:edition", "office/routes/edition.tsx"),
  route("office/:edition/call", "cohorts/routes/call.tsx"),
  route("office/:edition/call/:form", "cohorts/routes/form.tsx"),
  route("office/:edition/call/:form/order", "cohorts/routes/form-order.tsx"),
  route("office/:edition/call/:form/copies", "cohorts/routes/form-copies.tsx"),
  route("office/:edition/call/:form/removals", "cohorts/routes/form-removals.tsx"),
  route("office/:edition/call/:form/new-section", "cohorts/routes/form-new-section.tsx"),
  route("office/:edition/call/:form/sections/:key", "cohorts/routes/form-section.tsx"),
  route("office/:edition/call/:form/new-question", "cohorts/routes/form-new-question.tsx"),
  route("office/:edition/call/:form/questions/:key", "cohorts/routes/form-question.tsx"),
  route("office/:edition/call/:form/eligibility/:key", "cohorts/routes/form-rule.tsx"),
  route("office/:edition/call/:form/preview", "cohorts/routes/form-preview.tsx"),
  route("office/:edition/call/:form/publication", "cohorts/routes/form-publication.tsx"),
  route("office/:edition/call/:form/discarding", "cohorts/routes/form-discarding.tsx"),
  route("office/:edition/call/:form/file", "cohorts/routes/form-file.ts"),
  route("office/:edition/call/:form/import", "cohorts/routes/form-import.tsx"),
  route("office/:edition/call/:form/clone", "cohorts/routes/form-clone.tsx"),
  route("office/:edition/settings", "cohorts/routes/settings.tsx"),
  route("office/:edition/call/progress", "selection/routes/call-progress.tsx"),
  route("office/:edition/applications", "selection/routes/applications.tsx"),
  route("office/:edition/applications/imports", "applying/routes/office-imports.tsx"),
  route("office/:edition/applications/imports/:id", "applying/routes/office-import.tsx"),
  route("office/:edition/applications/imports/:id/completion", "applying/routes/office-import-completion.ts"),
  route("office/:edition/applications/imports/:id/removal", "applying/routes/office-import-removal.ts"),
  route("office/:edition/applications/duplicates", "selection/routes/duplicates.tsx"),
  route("office/:edition/applications/duplicates/settlement", "selection/routes/duplicate-settlement.ts"),
  route("office/:edition/applications/letter", "selection/routes/list-letter.tsx"),
  route("office/:edition/applications/letter/sending", "selection/routes/list-letter-sending.tsx"),
  route("office/:edition/applications/rulings", "selection/routes/list-rulings.tsx"),
  route("office/:edition/applications/tagging", "selection/routes/list-tagging.tsx"),
  route("office/:edition/applications/export", "selection/routes/list-export.tsx"),
  route("office/:edition/applications/views", "selection/routes/list-views.tsx"),
  route("office/:edition/applications/views/:id", "selection/routes/list-view.tsx"),
  route("office/:edition/applications/views/:id/removal", "selection/routes/list-view-removal.ts"),
  route("office/:edition/applications/new", "applying/routes/office-new-entry.tsx"),
  route("office/:edition/applications/:code/entry", "applying/routes/office-entry.tsx"),
  route("office/:edition/applications/:code/entry/removal", "applying/routes/office-entry-removal.ts"),
  route("office/:edition/applications/:code/entry/:section", "applying/routes/office-entry-section.tsx"),
  route("office/:edition/applications/:code/entry/:section/files", "applying/routes/office-entry-files.tsx"),
  route("office/:edition/applications/:code", "selection/routes/application.tsx"),
  route("office/:edition/applications/:code/eligibility", "selection/routes/application-eligibility.tsx"),
  route("office/:edition/applications/:code/extension", "applying/routes/office-extension.tsx"),
  route("office/:edition/applications/:code/files/:id", "selection/routes/application-file.ts"),
  route("office/:edition/applications/:code/notes", "selection/routes/application-notes.tsx"),
  route("office/:edition/applications/:code/notes/:id", "selection/routes/application-note.tsx"),
  route(
    "office/:edition/applications/:code/notes/:id/removal",
    "selection/routes/application-note-removal.ts",
  ),
  route("office/:edition/applications/:code/tags", "selection/routes/application-tags.tsx"),
  route("office/:edition/applications/:code/tags/:id/removal", "selection/routes/application-tag-removal.ts"),
  route("office/:edition/applications/:code/versions/:number", "selection/routes/application-version.tsx"),
  route("office/:edition/applications/:code/print", "selection/routes/application-print.tsx"),
  route("office/:edition/applications/:code/print.pdf", "selection/routes/application-pdf.ts"),
  route("office/:edition/applications/:code/messages", "selection/routes/application-messages.tsx"),
  route("office/:edition/applications/:code/referees", "selection/routes/application-referees.ts"),
  route("office/:edition/referees", "selection/routes/office-referees.tsx"),
  route("office/:edition/messages", "selection/routes/messages.tsx"),

  // A coordinator: panel and reading
  route("office/:edition/panel", "selection/routes/office-panel.tsx"),
  route("office/:edition/panel/assignment", "selection/routes/panel-assignment.tsx"),
  route("office/:edition/panel/conflicts", "selection/routes/office-conflicts.tsx"),
  route("office/:edition/panel/conflicts/:id/ruling", "selection/routes/office-conflict-ruling.ts"),
  route("office/:edition/panel/members/:id", "selection/routes/office-member.tsx"),
  route("office/:edition/panel/members/:id/removal", "selection/routes/panel-removal.ts"),
  route("office/:edition/panel/invitations/:id/withdrawal", "selection/routes/panel-withdrawal.ts"),

  // A coordinator: ranking and decisions
  route("office/:edition/ranking", "selection/routes/ranking.tsx"),
  route("office/:edition/ranking/panel", "selection/routes/ranking-panel.tsx"),
  route("office/:edition/ranking/margin", "selection/routes/ranking-margin.tsx"),
  route("office/:edition/ranking/file/:format", "selection/routes/ranking-file.ts"),
  route("office/:edition/ranking/marking", "selection/routes/marking.tsx"),
  route("office/:edition/decisions", "selection/routes/decisions.tsx"),
  route("office/:edition/decisions/release", "selection/routes/release.tsx"),
  route("office/:edition/decisions/reserve-order", "selection/routes/reserve-order.tsx"),
  route("office/:edition/decisions/reserve-offer", "selection/routes/reserve-offer.tsx"),

  // A coordinator: fellows and programme
  route("office/:edition/fellows", "programme/routes/office-fellows.tsx"),
  route("office/:edition/programme", "programme/routes/office-programme.tsx"),
  route("office/:edition/programme/weeks", "programme/routes/office-weeks.tsx"),
  route("office/:edition/programme/release", "programme/routes/office-release.tsx"),
  route("office/:edition/programme/sessions/new", "programme/routes/office-new-session.tsx"),
  route("office/:edition/programme/sessions/:id", "programme/routes/office-session.tsx"),
  route(
    "office/:edition/programme/sessions/:id/cancellation",
    "programme/routes/office-session-cancellation.ts",
  ),
  route(
    "office/:edition/programme/sessions/:id/restoration",
    "programme/routes/office-session-restoration.ts",
  ),
  route("office/:edition/programme/places", "programme/routes/office-places.tsx"),
  route("office/:edition/programme/places/:id", "programme/routes/office-place.tsx"),

  // A coordinator: feedback
  route("office/:edition/feedback", "feedback/routes/office-feedback.tsx"),

  // An admin, and for people and mail a coordinator
  route("office/people", "accounts/routes/people.tsx"),
  route("office/people/roles/:id/end", "accounts/routes/role-end.tsx"),
  route("office/people/invitations/:id/withdrawal", "accounts/routes/invitation-withdrawal.tsx"),
  route("office/mail", "accounts/routes/mail.tsx"),
  route("office/mail/:id", "accounts/routes/letter.tsx"),
  route("office/audit", "accounts/routes/audit.tsx"),

  // Development only
  route("dev/ui", "ui/routes/gallery.tsx"),
] satisfies RouteConfig;
