filedesc://harbour.arc 0.0.0.0 20171020080000 text/plain 77
1 0 Example Crawler
URL IP-address Archive-date Content-type Archive-length


https://twitter.com/harbour_watch/status/919700000000000001 192.0.2.1 20171020080000 text/html 3120
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour Watch on Twitter: "The north quay is closed"</title>
<meta property="og:description" content="“The north quay is closed &amp; the ferry waits.”"></head><body>
<div class="permalink-inner permalink-tweet-container"><div class="tweet permalink-tweet js-actionable-tweet" data-tweet-id="919700000000000001" data-item-id="919700000000000001" data-permalink-path="/harbour_watch/status/919700000000000001" data-screen-name="harbour_watch" data-name="Harbour Watch" data-user-id="2240">
<div class="content clearfix"><div class="permalink-header"><a class="account-group"><span class="FullNameGroup"><strong class="fullname">Harbour Watch</strong><span class="UserBadges"><span class="Icon Icon--verified"></span></span></span></a><small class="time"><a href="/harbour_watch/status/919700000000000001" class="tweet-timestamp"><span class="_timestamp js-short-timestamp" data-time="1508076120" data-time-ms="1508076120000">Oct 15</span></a></small></div></div>
<div class="js-tweet-text-container"><p class="TweetTextSize TweetTextSize--jumbo js-tweet-text tweet-text" lang="en">The north quay is closed &amp; the ferry waits. <a href="/hashtag/harbour?src=hash" class="twitter-hashtag"><s>#</s><b>harbour</b></a> <img class="Emoji Emoji--forText" alt="⚓" src="x.png"> <a href="https://t.co/QuAy1" class="twitter-timeline-link" data-expanded-url="https://quay.example/notice/1"><span class="tco-ellipsis"></span><span class="invisible">https://</span><span class="js-display-url">quay.example/notice/1</span></a><a href="https://t.co/PiC1" class="twitter-timeline-link u-hidden" dir="ltr">pic.twitter.com/PiC1</a></p></div>
<div class="AdaptiveMedia"><div class="AdaptiveMedia-photoContainer js-adaptive-photo" data-image-url="https://pbs.twimg.com/media/QUAY.jpg"><img src="https://pbs.twimg.com/media/QUAY.jpg" alt="The gate of the north quay"></div></div>
<div class="stream-item-footer"><div class="ProfileTweet-actionCountList"><span class="ProfileTweet-action--reply u-hiddenVisually"><span class="ProfileTweet-actionCount" data-tweet-stat-count="12">12 replies</span></span><span class="ProfileTweet-action--retweet u-hiddenVisually"><span class="ProfileTweet-actionCount" data-tweet-stat-count="4600">4,600 retweets</span></span><span class="ProfileTweet-action--favorite u-hiddenVisually"><span class="ProfileTweet-actionCount" data-tweet-stat-count="10884">10,884 likes</span></span></div></div></div></div>
<ol class="stream-items"><li class="js-stream-item stream-item"><div class="tweet js-stream-tweet" data-tweet-id="919700000000000777" data-screen-name="quay_desk" data-name="Quay Desk" data-user-id="77"><div class="stream-item-header"><span class="_timestamp" data-time="1508079720" data-time-ms="1508079720000"></span></div><p class="tweet-text" lang="ar">الرصيف الشمالي مغلق</p><div class="QuoteTweet"><div class="QuoteTweet-innerContainer" data-item-id="919700000000000001" data-screen-name="harbour_watch"></div></div></div></li></ol>
</body></html>
