Grailbird.data.tweets_2013_01 = 
 [
 {
  "source": "web",
  "entities": {
   "user_mentions": [],
   "media": [],
   "hashtags": [],
   "urls": []
  },
  "geo": {},
  "id_str": "296959748731830273",
  "text": "The first tide table &amp; the last",
  "id": 296959748731830273,
  "created_at": "2013-01-31 12:34:56 +0000",
  "user": {
   "name": "Quay Desk",
   "screen_name": "quay_desk",
   "protected": false,
   "id_str": "2240",
   "id": 2240
  }
 },
 {
  "source": "web",
  "entities": {
   "user_mentions": [],
   "media": [],
   "hashtags": [],
   "urls": []
  },
  "geo": {},
  "id_str": "296966056965046273",
  "text": "RT @ferry_log: All boats\u2026",
  "id": 296966056965046273,
  "created_at": "2013-01-31 13:00:00 +0000",
  "user": {
   "name": "Quay Desk",
   "screen_name": "quay_desk",
   "protected": false,
   "id_str": "2240",
   "id": 2240
  },
  "retweeted_status": {
   "source": "web",
   "entities": {
    "user_mentions": [],
    "media": [],
    "hashtags": [],
    "urls": []
   },
   "geo": {},
   "id_str": "296959748731830223",
   "text": "All boats are back",
   "id": 296959748731830223,
   "created_at": "2013-01-31 12:00:00 +0000",
   "user": {
    "screen_name": "ferry_log",
    "id_str": "3310"
   }
  }
 }
]