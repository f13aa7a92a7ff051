var user_details =  {
  "screen_name": "quay_desk",
  "full_name": "Quay Desk",
  "id": "2240",
  "bio": "",
  "created_at": "2011-06-23 13:04:14 +0000"
}