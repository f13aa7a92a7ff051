window.YTD.tweets.part0 =
[
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1102497659089846277"
          ],
          "editableUntil": "2019-03-04T09:45:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://harbour.example\">Harbour</a>",
      "entities": {
        "urls": [],
        "media": [
          {
            "expanded_url": "x",
            "indices": [
              "1",
              "2"
            ],
            "url": "https://t.co/gggggggggg",
            "media_url": "http://pbs.twimg.com/media/Quay1.jpg",
            "media_url_https": "https://pbs.twimg.com/media/Quay1.jpg",
            "id_str": "1",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "1200",
                "h": "800",
                "resize": "fit"
              }
            }
          }
        ]
      },
      "display_text_range": [
        "0",
        "20"
      ],
      "favorite_count": "4",
      "id_str": "1102497659089846277",
      "id": "1102497659089846277",
      "truncated": false,
      "retweet_count": "1",
      "created_at": "Mon Mar 04 09:15:00 +0000 2019",
      "favorited": false,
      "full_text": "Fish &amp; chips at the quay https://t.co/gggggggggg",
      "lang": "en",
      "extended_entities": {
        "media": [
          {
            "expanded_url": "x",
            "indices": [
              "1",
              "2"
            ],
            "url": "https://t.co/gggggggggg",
            "media_url": "http://pbs.twimg.com/media/Quay1.jpg",
            "media_url_https": "https://pbs.twimg.com/media/Quay1.jpg",
            "id_str": "1",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "1200",
                "h": "800",
                "resize": "fit"
              }
            }
          },
          {
            "expanded_url": "x",
            "indices": [
              "1",
              "2"
            ],
            "url": "https://t.co/gggggggggg",
            "media_url": "http://pbs.twimg.com/media/Quay2.jpg",
            "media_url_https": "https://pbs.twimg.com/media/Quay2.jpg",
            "id_str": "1",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "1200",
                "h": "800",
                "resize": "fit"
              }
            }
          }
        ]
      }
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1102871497405366277"
          ],
          "editableUntil": "2019-03-04T09:45:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://harbour.example\">Harbour</a>",
      "entities": {
        "user_mentions": [],
        "urls": [],
        "symbols": [],
        "hashtags": []
      },
      "display_text_range": [
        "0",
        "20"
      ],
      "favorite_count": "4",
      "id_str": "1102871497405366277",
      "id": "1102871497405366277",
      "truncated": false,
      "retweet_count": "1",
      "created_at": "Tue Mar 05 10:00:30 +0000 2019",
      "favorited": false,
      "full_text": "RT @ferry_log: The ferry was late again, and nobody at the office would say wh…",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1103003534095286277"
          ],
          "editableUntil": "2019-03-04T09:45:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://harbour.example\">Harbour</a>",
      "entities": {
        "user_mentions": [],
        "urls": [],
        "symbols": [],
        "hashtags": []
      },
      "display_text_range": [
        "0",
        "20"
      ],
      "favorite_count": "4",
      "id_str": "1103003534095286277",
      "id": "1103003534095286277",
      "truncated": false,
      "retweet_count": "1",
      "created_at": "Tue Mar 05 18:45:10 +0000 2019",
      "favorited": false,
      "full_text": "The harbour office publishes its tide tables again, after eleven weeks in which nobody could say when the north quay would flood. The harbour office publishes its tide tables again, after eleven weeks in which nobody could say when the north quay would flood. #tides… https://t.co/ffffffffff",
      "lang": "en",
      "in_reply_to_status_id_str": "1102497659089846277",
      "in_reply_to_status_id": "1102497659089846277",
      "in_reply_to_user_id_str": "2240"
    }
  }
];
