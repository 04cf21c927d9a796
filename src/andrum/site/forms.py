"""How Django's forms are drawn everywhere."""

from django.forms.renderers import TemplatesSetting


class AndrumRenderer(TemplatesSetting):
    """``{{ form }}`` and ``{{ form.rent.as_field_group }}`` give our own field."""

    form_template_name = "site/components/form.html"
    field_template_name = "site/components/field.html"
