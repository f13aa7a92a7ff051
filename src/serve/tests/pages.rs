use super::*;

const QUAY: (&str, &str) = ("content/quay.html", "<html><body><p>The quay</p></body></html>");

#[test]
fn a_page_is_served_with_the_preview_in_it() {
    let preview = Preview::of(&[QUAY]);
    let reply = preview.get("/quay/");
    assert_eq!(reply.status, 200);
    assert!(
        reply
            .body
            .starts_with("<html><body><p>The quay</p><script src=\"/_ibid/preview.js\"")
    );
    assert_eq!(reply.header("Content-Type"), Some(HTML));
    assert_eq!(reply.header("Cache-Control"), Some("no-store"));
    assert_eq!(
        preview.get("/_ibid/preview.js").header("Content-Type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(
        preview.get("/_ibid/overlay.css").header("Content-Type"),
        Some("text/css; charset=utf-8")
    );
    assert_eq!(preview.get("/quay/?print#x").status, 200);
}

#[test]
fn an_address_that_is_not_there_is_a_404_that_is_followed_too() {
    let preview = Preview::of(&[QUAY]);
    let reply = preview.get("/pier/");
    assert_eq!(reply.status, 404);
    assert!(reply.body.contains("Nothing here<script"), "{}", reply.body);
    assert_eq!(preview.get("/_ibid/else").status, 404);
}

#[test]
fn addresses_that_are_nearly_right_lead_on() {
    let preview = Preview::at("/series/", &[QUAY, ("content/index.html", "home")]);
    for (from, to) in [
        ("/", "/series/"),
        ("/series", "/series/"),
        ("/series/quay", "/series/quay/"),
        ("/series/quay?print", "/series/quay/?print"),
        ("/series/quay/index.html", "/series/quay/"),
        ("/series/index.html", "/series/"),
    ] {
        let reply = preview.get(from);
        assert_eq!((reply.status, reply.header("Location")), (302, Some(to)), "{from}");
    }
    assert_eq!(preview.get("/series/pier").status, 404);
}

#[test]
fn nothing_outside_the_site_is_served() {
    let preview = Preview::of(&[QUAY, ("site.toml", "secret")]);
    for path in [
        "/../site.toml",
        "/quay/../../site.toml",
        "/%2e%2e/site.toml",
        "//site.toml",
        "/..%5csite.toml",
    ] {
        let reply = preview.get(path);
        assert_eq!(reply.status, 400, "{path}");
        assert!(!reply.body.contains("secret"));
    }
}

#[test]
fn a_request_under_another_name_is_refused() {
    let preview = Preview::of(&[QUAY]);
    let port = preview.port;
    for host in [
        "Host: evil.example\r\n".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        String::new(),
    ] {
        let reply = preview.ask(&format!("GET /quay/ HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
        assert_eq!(reply.status, 403);
        assert!(!reply.body.contains("The quay"));
    }
    let reply = preview.ask(&format!(
        "GET /quay/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    ));
    assert_eq!(reply.status, 200);
}

#[test]
fn the_head_alone_and_other_methods() {
    let preview = Preview::of(&[QUAY]);
    let ask = |method| {
        let host = format!("Host: localhost:{}\r\nConnection: close", preview.port);
        preview.ask(&format!("{method} /quay/ HTTP/1.1\r\n{host}\r\n\r\n"))
    };
    let head = ask("HEAD");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(
        head.header("Content-Length"),
        preview.get("/quay/").header("Content-Length")
    );
    let post = ask("POST");
    assert_eq!((post.status, post.header("Allow")), (405, Some("GET, HEAD")));
}

#[test]
fn one_connection_serves_many_requests_without_delay() {
    let preview = Preview::of(&[QUAY]);
    let mut connection = BufReader::new(preview.connect());
    let request = format!("GET /quay/ HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port);
    let mut times = Vec::new();
    for _ in 0..9 {
        let start = std::time::Instant::now();
        connection.get_mut().write_all(request.as_bytes()).unwrap();
        let mut length = 0;
        loop {
            let mut line = String::new();
            connection.read_line(&mut line).unwrap();
            if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        connection.read_exact(&mut vec![0; length]).unwrap();
        times.push(start.elapsed());
    }
    times.sort();
    // The system's own delay, when it is not switched off, is 40 ms each time.
    assert!(times[4] < Duration::from_millis(35), "{times:?}");
}

#[test]
fn a_file_is_sent_as_it_is() {
    let preview = Preview::of(&[("content/photo.png", "not really a picture")]);
    let reply = preview.ask(&format!(
        "GET /photo.png HTTP/1.1\r\nHost: localhost:{}\r\nRange: bytes=0-3\r\nConnection: close\r\n\r\n",
        preview.port
    ));
    assert_eq!((reply.status, reply.body.as_str()), (200, "not really a picture"));
    assert_eq!(reply.header("Content-Type"), Some("image/png"));
    fs::remove_file(preview.path("content/photo.png")).unwrap();
    assert_eq!(preview.get("/photo.png").status, 404);
}

#[test]
fn a_port_in_use_is_named_with_a_remedy() {
    let preview = Preview::of(&[QUAY]);
    let workshop = FolderWorkshop {
        root: preview.path(""),
        base: "/",
    };
    let options = Options {
        port: Some(preview.port),
        ignored: Vec::new(),
    };
    let error = Session::open(Box::new(workshop), &options).err().unwrap().to_string();
    assert!(
        error.contains(&format!("port {} is already used", preview.port)),
        "{error}"
    );
    assert!(error.contains("--port"), "{error}");
}

#[test]
fn without_a_port_the_next_free_one_is_found() {
    let open = || {
        let workshop = FolderWorkshop {
            root: PathBuf::new(),
            base: "/",
        };
        Session::open(Box::new(workshop), &Options::default()).unwrap()
    };
    let (first, second) = (open(), open());
    assert!(first.port() >= 4000 && second.port() > first.port());
}

#[test]
fn connections_that_go_leave_nothing_behind() {
    let preview = Preview::of(&[QUAY]);
    let followers: Vec<_> = (0..20).map(|_| preview.open("/quay/")).collect();
    assert_eq!(
        preview.get("/quay/").status,
        200,
        "followers must not keep others waiting"
    );
    drop(followers);
    let deadline = std::time::Instant::now() + PATIENCE;
    while preview.server.open_connections() > 0 {
        assert!(
            std::time::Instant::now() < deadline,
            "{} are left",
            preview.server.open_connections()
        );
        std::thread::yield_now();
    }
}
