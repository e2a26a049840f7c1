import { index, route, type RouteConfig } from "@remix-run/route-config";

export default [
  // Anyone
  index("cohorts/routes/home.tsx"),
  route("privacy", "cohorts/routes/privacy.tsx"),
  route("accessibility", "cohorts/routes/accessibility.tsx"),

  // Getting in and out, and one's own account

  // An applicant: draft, submission, status

  // An applicant: interview and offer

  // A panelist

  // A fellow: the programme and its calendar

  // A fellow: feedback

  // A facilitator or mentor

  // A coordinator: all editions

  // A coordinator: an edition's call and applications

  // A coordinator: panel and reading

  // A coordinator: ranking and decisions

  // A coordinator: fellows and programme

  // A coordinator: feedback

  // An admin: people, mail, audit

  // Development only
  route("dev/ui", "ui/routes/gallery.tsx"),
] satisfies RouteConfig;
