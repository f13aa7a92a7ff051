var payload_details =  {
  "tweets": 3,
  "created_at": "2013-02-01 08:00:00 +0000",
  "lang": "en"
}