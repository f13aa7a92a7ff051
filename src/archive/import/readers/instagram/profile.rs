//! Whose download it is.

use serde_json::Value;

use super::super::meta::Download;
use crate::archive::import::json::text;
use crate::archive::import::{Author, Options};

/// What the handle is called, in the languages of the download.
const HANDLE: &[&str] = &[
    "Username",
    "Nom d’utilisateur",
    "Nom d'utilisateur",
    "Benutzername",
    "Nombre de usuario",
    "Nome utente",
    "Nome de usuário",
    "Nome de utilizador",
    "Gebruikersnaam",
    "Brugernavn",
    "Brukernavn",
    "Användarnamn",
    "Käyttäjänimi",
    "Nazwa użytkownika",
    "Kullanıcı adı",
    "Kullanıcı Adı",
    "Имя пользователя",
    "Ім’я користувача",
    "Όνομα χρήστη",
    "اسم المستخدم",
    "نام کاربری",
    "שם משתמש",
    "यूज़रनेम",
    "用户名",
    "用戶名稱",
    "ユーザーネーム",
    "사용자 이름",
];

/// What the name shown is called.
const NAME: &[&str] = &[
    "Name",
    "Nom",
    "Nombre",
    "Nome",
    "Naam",
    "Navn",
    "Namn",
    "Имя",
    "الاسم",
    "שם",
    "名前",
    "이름",
];

/// As the download says, else as the user says. Nothing else of what the file tells is read.
pub(super) fn author(download: &Download<'_>, options: &Options) -> Author {
    let value = download.value("personal_information.json");
    let value = value.or_else(|| download.value("profile.json")).unwrap_or(Value::Null);
    let told = value
        .get("profile_user")
        .and_then(|users| users.get(0)?.get("string_map_data"));
    let said = |names: &[&str]| {
        let found = names.iter().find_map(|name| text(told?.get(name)?, "value"));
        found.map(str::to_owned)
    };
    let handle = said(HANDLE)
        .or_else(|| text(&value, "username").map(str::to_owned))
        .or_else(|| options.account.clone());
    Author {
        handle,
        name: said(NAME).or_else(|| text(&value, "name").map(str::to_owned)),
        ..Author::default()
    }
}
