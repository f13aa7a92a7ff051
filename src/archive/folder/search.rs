use std::sync::Arc;

use rayon::prelude::*;

use super::FolderStore;
use crate::archive::{Account, Collection, Found, Post, Search, StoreError};

impl Collection for FolderStore {
    fn search(&self, search: &Search) -> Result<Found, StoreError> {
        let fitting = self.index.posts().par_iter().filter(|post| search.fits(post));
        Ok(search.settle(fitting.cloned().collect(), false))
    }

    fn accounts(&self) -> Result<Vec<(Arc<Account>, u64)>, StoreError> {
        let counted = |account: &Arc<Account>| (Arc::clone(account), self.index.count(&account.key));
        Ok(self.index.accounts.values().map(counted).collect())
    }

    fn each_post(&self, each: &mut dyn FnMut(Arc<Post>) -> Result<(), StoreError>) -> Result<(), StoreError> {
        self.posts().into_iter().try_for_each(each)
    }
}
