//! The changes of a scenario, read one after the other.

use super::fields::{ADD_FIELDS, FIELDS, empty_site, set_fields};
use super::json::{object, text};
use crate::Audience;
use crate::problem::Problem;
use atlas::Atlas;
use atlas::scenario::SiteChange;
use disclosure::views::PublicSite;
use model::analysis::Site;
use model::ids::SiteId;
use serde_json::Value;
use std::sync::Arc;

/// Reads changes, each over the sites as the ones before it leave them.
pub(super) struct Reader<'a> {
    atlas: &'a Atlas,
    audience: Audience,
    changes: Vec<SiteChange>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(atlas: &'a Atlas, audience: Audience) -> Self {
        Self {
            atlas,
            audience,
            changes: Vec::new(),
        }
    }

    pub(super) fn into_changes(self) -> Vec<SiteChange> {
        self.changes
    }

    pub(super) fn read(&mut self, change: &Value, at: &str) -> Result<(), Problem> {
        let fields = object(change, at, &["op", "site", "site_id", "set"])?;
        let allow = |allowed: &[&str]| object(change, at, allowed).map(|_| ());
        let part = |name: &str| {
            fields.get(name).ok_or_else(|| {
                Problem::bad_body(
                    &format!("{at}/{name}"),
                    format!("The field {name:?} is missing."),
                )
            })
        };
        match text(part("op")?, &format!("{at}/op"))? {
            "add" => {
                allow(&["op", "site"])?;
                self.add(part("site")?, &format!("{at}/site"))
            }
            "change" => {
                allow(&["op", "site_id", "set"])?;
                let (id, site) = self.known(part("site_id")?, &format!("{at}/site_id"))?;
                let mut site = Site::clone(&site);
                set_fields(&mut site, part("set")?, &format!("{at}/set"), &FIELDS)?;
                self.changes.push((id, Some(Arc::new(site))));
                Ok(())
            }
            "remove" => {
                allow(&["op", "site_id"])?;
                let (id, _) = self.known(part("site_id")?, &format!("{at}/site_id"))?;
                self.changes.push((id, None));
                Ok(())
            }
            other => Err(Problem::bad_body(
                &format!("{at}/op"),
                format!("{other:?} is not one of add, change, remove."),
            )),
        }
    }

    fn add(&mut self, site: &Value, at: &str) -> Result<(), Problem> {
        let mut fields = object(site, at, &ADD_FIELDS)?.clone();
        let at_id = format!("{at}/id");
        let id = match fields.remove("id") {
            Some(id) => site_id(text(&id, &at_id)?, &at_id)?,
            None => site_id(&format!("scenario-{}", self.changes.len() + 1), &at_id)?,
        };
        if self.find(&id).is_some() {
            let detail = format!("There is a site {:?} already.", id.as_str());
            return Err(Problem::bad_body(&at_id, detail));
        }
        for name in ["position", "categories"] {
            if !fields.contains_key(name) {
                let detail = format!("A new site needs the field {name:?}.");
                return Err(Problem::bad_body(&format!("{at}/{name}"), detail));
            }
        }
        let mut new = empty_site(id.clone());
        set_fields(&mut new, &Value::Object(fields), at, &FIELDS)?;
        self.changes.push((id, Some(Arc::new(new))));
        Ok(())
    }

    /// The site with this id as the changes so far leave it; a confidential one is known to staff only.
    fn known(&self, id: &Value, at: &str) -> Result<(SiteId, Arc<Site>), Problem> {
        let id = site_id(text(id, at)?, at)?;
        match self.find(&id) {
            Some(site) => Ok((id, site)),
            None => {
                let detail = format!("There is no site {:?}.", id.as_str());
                Err(Problem::not_found_in_body(at, detail))
            }
        }
    }

    fn find(&self, id: &SiteId) -> Option<Arc<Site>> {
        if let Some((_, site)) = self.changes.iter().rev().find(|(changed, _)| changed == id) {
            return site.clone();
        }
        let number = self.atlas.supply.number_of(id).ok()?;
        let is_open = PublicSite::open(self.atlas.site(number)).is_some();
        let is_known = is_open || self.audience == Audience::Staff;
        is_known.then(|| Arc::clone(&self.atlas.supply.sites()[number]))
    }
}

fn site_id(word: &str, at: &str) -> Result<SiteId, Problem> {
    SiteId::try_from(word).map_err(|error| Problem::bad_body(at, format!("{error}.")))
}
