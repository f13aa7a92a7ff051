window.YTD.account.part0 = [
  {
    "account": {
      "email": "secret-address@harbour.example",
      "createdVia": "web",
      "username": "quay_desk",
      "accountId": "2240",
      "createdAt": "2011-06-23T13:04:14.000Z",
      "accountDisplayName": "Quay Desk"
    }
  }
]