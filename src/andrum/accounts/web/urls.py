"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from andrum.accounts.web import second_factor, security_keys, views

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("behorighet", views.people, name="people"),
    path("behorighet/personal/ny", views.new_person, name="new_person"),
    path("behorighet/personal/<int:user_id>", views.person, name="person"),
    path("behorighet/personal/<int:user_id>/roll/<int:membership_id>/avsluta", views.end_role, name="end_role"),
    path("behorighet/personal/<int:user_id>/andra", views.switch, name="switch"),
    path("behorighet/enheter", views.unit_list, name="units"),
    path("behorighet/nycklar", views.token_list, name="tokens"),
    path("behorighet/nycklar/<int:token_id>/aterkalla", views.revoke, name="revoke"),
    path("andra-steget", second_factor.show, name="second_factor"),
    path("andra-steget/ny", second_factor.add, name="add_second_factor"),
    path("andra-steget/koder", second_factor.codes, name="recovery_codes"),
    path("andra-steget/nyckel", security_keys.show, name="show_security_key"),
    path("andra-steget/nycklar", security_keys.mine, name="security_keys"),
]
