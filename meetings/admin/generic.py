"""Django's classes with the type arguments that mypy wants and Django does not take at run time."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin import options
from django.db import models

if TYPE_CHECKING:
    BaseModelAdmin = options.BaseModelAdmin[Any]
    Field = models.Field[Any, Any]
    ForeignKey = models.ForeignKey[Any, Any]
    InlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
    InlineModelAdmin = options.InlineModelAdmin[Any, Any]
    ManyToManyField = models.ManyToManyField[Any, Any]
    ModelAdmin = admin.ModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
    StackedInline = admin.StackedInline[Any, Any]
else:
    BaseModelAdmin = object  # what uses it as a base is mixed in
    Field = models.Field
    ForeignKey = models.ForeignKey
    InlineFormSet = forms.BaseInlineFormSet
    InlineModelAdmin = options.InlineModelAdmin
    ManyToManyField = models.ManyToManyField
    ModelAdmin = admin.ModelAdmin
    ModelForm = forms.ModelForm
    StackedInline = admin.StackedInline

__all__ = [
    "BaseModelAdmin",
    "Field",
    "ForeignKey",
    "InlineFormSet",
    "InlineModelAdmin",
    "ManyToManyField",
    "ModelAdmin",
    "ModelForm",
    "StackedInline",
]
